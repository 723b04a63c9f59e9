// SPDX-License-Identifier: Apache-2.0
#include "core/advice.h"

#include <QCoreApplication>

namespace vouch::advice {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::advice)
};

} // namespace

QString setClock() {
    return Strings::tr("Set the clock: sudo sntp -sS time.apple.com");
}

QString installKeychain() {
    return Strings::tr("Open the app Keychain Access, and make a default keychain there.");
}

QString allowNotifications() {
    return Strings::tr("Allow Vouch to send notifications in System Settings.");
}

QString allowKeys() {
    return Strings::tr(
        "Insert the key again. If that doesn't help, quit other programs that use it.");
}

} // namespace vouch::advice
