// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

/// What to do about this computer, in its system's own commands: hints for an Error or a check.
/// Each is in the user's language.
namespace vouch::advice {

QString setClock();
QString installKeychain();
/// For a desktop that shows no notifications.
QString allowNotifications();
/// For a security key that the system doesn't let the user open.
QString allowKeys();
/// For a file that other users can write to.
QString protectFile(const QString &path);
/// Just the command, after which only its owner may enter the folder or use what is in it. `path`
/// is quoted if it needs to be.
QString makePrivateCommand(const QString &path);

} // namespace vouch::advice
