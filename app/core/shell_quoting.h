// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// The word as a POSIX shell reads it back: quoted unless it is plain. For commands that people
/// copy.
QString shellQuoted(const QString &word);

} // namespace vouch
