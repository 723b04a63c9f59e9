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
    return Strings::tr("Set the clock: timedatectl set-ntp true");
}

QString installKeychain() {
    return Strings::tr("Install and start a keychain, such as gnome-keyring.");
}

QString allowNotifications() {
    return Strings::tr("Install and start a notification service, such as dunst.");
}

QString allowKeys() {
    return Strings::tr("Install libfido2's udev rules, then insert the key again.");
}

} // namespace vouch::advice
