// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFileInfo>

namespace vouch {

/// Whether a file belongs to the user that this process runs as.
bool isOurs(const QFileInfo &file);

} // namespace vouch
