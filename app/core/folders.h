// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// The folder for activity and state, which users don't edit: `$XDG_STATE_HOME/vouch`; on Windows
/// `%LOCALAPPDATA%\Vouch`, on macOS `~/Library/Application Support/Vouch`.
QString stateFolder();

/// The folder for the settings, which they may edit: `$XDG_CONFIG_HOME/vouch`; on Windows
/// `%APPDATA%\Vouch`, which follows the user to other computers; on macOS the same as the state's.
QString settingsFolder();

/// The log: in the folder for state; on macOS in `~/Library/Logs/Vouch`.
QString logPath();

/// Creates a folder that only its owner can enter, and its parents. Restricts an existing folder
/// the same way. Returns false on failure.
bool makePrivateFolder(const QString &path);

/// Creates the folder and its parents for the owner only, regardless of the umask. Existing folders
/// keep their permissions. Returns false on failure and sets errno.
bool makeFolders(const QString &path);

} // namespace vouch
