// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

/// For files of Unix systems only: the file that makes the desktop start a program at login.
namespace vouch::platform {

QString loginEntryPath();

/// Its content, for `program` without a window.
QByteArray loginEntry(const QString &program);

/// Whether the desktop's settings switched it off, in the file itself.
bool isSwitchedOff(const QByteArray &entry);

} // namespace vouch::platform
