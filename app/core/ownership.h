// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFileInfo>

namespace vouch {

/// Whether a file belongs to the user that this process runs as.
bool isOurs(const QFileInfo &file);

/// Throws Error::Kind::NotSetUp unless it is a regular file of ours that nobody else may write.
void requireOursAlone(const QFileInfo &file);

} // namespace vouch
