// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// Where the application keeps what no person edits, `$XDG_STATE_HOME/vouch`: log, activity, state.
QString stateFolder();

/// Makes a folder that only its owner can enter, and the folders above it. One that is there
/// already is closed to others. False when that fails.
bool makePrivateFolder(const QString &path);

} // namespace vouch
