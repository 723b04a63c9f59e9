// SPDX-License-Identifier: Apache-2.0
#include "core/advice.h"

#include <QCoreApplication>
#include <QDir>

namespace vouch::advice {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::advice)
};

/// Takes over no permissions from the folder around it, and gives all of them to this user alone.
QString closingCommand(const QString &path) {
    return u"icacls %1 /inheritance:r /grant:r \"%USERNAME%:F\""_s.arg(
        QDir::toNativeSeparators(path));
}

} // namespace

QString setClock() {
    return Strings::tr("Set the clock: Settings, Time & language, Date & time, Sync now.");
}

QString installKeychain() {
    return Strings::tr("Start the Windows service “Credential Manager”.");
}

QString allowNotifications() {
    return Strings::tr("Start Explorer again; it shows notifications.");
}

QString allowKeys() {
    return Strings::tr("Insert the key again. If that doesn't help, ask your administrator.");
}

QString protectFile(const QString &path) {
    return Strings::tr("Run: %1").arg(closingCommand(u'"' + path + u'"'));
}

QString makePrivateCommand(const QString &path) {
    return closingCommand(path);
}

} // namespace vouch::advice
