// SPDX-License-Identifier: Apache-2.0
#include "platform/desktop_environment.h"

#include <QGuiApplication>
#include <QWindow>

#include <windows.h>

namespace vouch::platform {

QByteArray platformPlugins() {
    const QByteArray wanted = qgetenv("QT_QPA_PLATFORM");
    return wanted.isEmpty() ? "windows" : wanted;
}

QByteArray activationToken() {
    ::AllowSetForegroundWindow(
        ASFW_ANY); // there are no tokens: whoever has the front gives it away
    return {};
}

void setActivationToken(const QByteArray &) {}

bool canPlaceWindows() {
    return true;
}

void setOffTaskbar(const QWindow &window, bool off) {
    if (QGuiApplication::platformName() != QLatin1StringView("windows"))
        return;
    const auto handle = reinterpret_cast<HWND>(window.winId());
    const LONG_PTR before = ::GetWindowLongPtrW(handle, GWL_EXSTYLE);
    const LONG_PTR after = off ? (before | WS_EX_TOOLWINDOW) & ~WS_EX_APPWINDOW
                               : (before | WS_EX_APPWINDOW) & ~WS_EX_TOOLWINDOW;
    if (before == after)
        return;
    // The taskbar looks only when a window appears.
    constexpr UINT asItIs = SWP_NOMOVE | SWP_NOSIZE | SWP_NOZORDER | SWP_NOACTIVATE;
    const bool isVisible = window.isVisible();
    if (isVisible)
        ::SetWindowPos(handle, nullptr, 0, 0, 0, 0, asItIs | SWP_HIDEWINDOW);
    ::SetWindowLongPtrW(handle, GWL_EXSTYLE, after);
    if (isVisible)
        ::SetWindowPos(handle, nullptr, 0, 0, 0, 0, asItIs | SWP_SHOWWINDOW);
}

bool isComposited() {
    return true;
}

bool hasDarkBar() {
    DWORD isLight = 0;
    DWORD size = sizeof isLight;
    ::RegGetValueW(HKEY_CURRENT_USER,
                   L"Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
                   L"SystemUsesLightTheme", RRF_RT_REG_DWORD, nullptr, &isLight, &size);
    return isLight == 0; // also before Windows could be told
}

bool trayMenuTakesClicks() {
    return false;
}

} // namespace vouch::platform
