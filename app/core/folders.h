// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// Where the application keeps what no person edits, `$XDG_STATE_HOME/vouch`: log, activity, state.
QString stateFolder();

/// Makes a folder that only its owner can enter, and the folders above it. One that is there
/// already is closed to others. False when that fails.
bool makePrivateFolder(const QString &path);

/// Makes the folder and those above it, each for its owner alone whatever the umask; one that is
/// there already stays as it is. False when that fails; errno says why then.
bool makeFolders(const QString &path);

} // namespace vouch
