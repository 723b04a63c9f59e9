// SPDX-License-Identifier: Apache-2.0
#include "platform/desktop_environment.h"

#include <ApplicationServices/ApplicationServices.h>

namespace vouch::platform {

QByteArray platformPlugins() {
    const QByteArray wanted = qgetenv("QT_QPA_PLATFORM");
    if (!wanted.isEmpty())
        return wanted;
    // Over ssh and before a login there's no session with windows, and AppKit would end the
    // process.
    CFDictionaryRef session = CGSessionCopyCurrentDictionary();
    if (session == nullptr)
        return "offscreen";
    CFRelease(session);
    return "cocoa";
}

/// Qt brings a window to the front without one.
QByteArray activationToken() {
    return {};
}

void setActivationToken(const QByteArray &) {}

bool canPlaceWindows() {
    return true;
}

/// The bundle says that the application isn't in the Dock (LSUIElement), so no window of it is.
void setOffTaskbar(const QWindow &, bool) {}

bool isComposited() {
    return true;
}

/// The menu bar follows the wallpaper, which nobody tells us.
std::optional<bool> isBarDark() {
    return std::nullopt;
}

QRect trayPlace() {
    return {};
}

std::optional<int> trayIconSize() {
    return std::nullopt;
}

bool trayMenuTakesClicks() {
    return true;
}

} // namespace vouch::platform
