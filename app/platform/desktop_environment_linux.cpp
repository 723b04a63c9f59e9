// SPDX-License-Identifier: Apache-2.0
#include "platform/desktop_environment.h"

#include "platform/x11.h"

namespace vouch::platform {

namespace {

bool isGnome() {
    return qgetenv("XDG_CURRENT_DESKTOP").toLower().contains("gnome");
}

} // namespace

QByteArray platformPlugins() {
    QByteArray wanted = qgetenv("QT_QPA_PLATFORM");
    if (wanted.isEmpty()) {
        const bool wayland = !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
        const bool x11 = !qEnvironmentVariableIsEmpty("DISPLAY");
        // Qt's own order: GNOME draws no window frames under Wayland.
        if (wayland && !(isGnome() && x11))
            wanted = x11 ? "wayland;xcb" : "wayland";
        else if (x11)
            wanted = wayland ? "xcb;wayland" : "xcb";
    }
    if (wanted.contains("offscreen") || wanted.contains("minimal"))
        return wanted;
    return wanted.isEmpty() ? "offscreen" : wanted + ";offscreen";
}

QByteArray activationToken() {
    return qgetenv("XDG_ACTIVATION_TOKEN");
}

void setActivationToken(const QByteArray &token) {
    qputenv("XDG_ACTIVATION_TOKEN", token);
}

bool canPlaceWindows() {
    return xConnection() != nullptr && !isGnome();
}

bool isComposited() {
    return xSelectionOwner("_NET_WM_CM_S0") != 0;
}

bool hasDarkBar() {
    return isGnome();
}

} // namespace vouch::platform
