// SPDX-License-Identifier: Apache-2.0
#include "platform/desktop_environment.h"

#include "platform/personal_colors_windows.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWindow>

#include <windows.h>

#include <shellapi.h>

namespace vouch::platform {

QByteArray platformPlugins() {
    const QByteArray wanted = qgetenv("QT_QPA_PLATFORM");
    // Qt makes the frames dark, and color_scheme_windows.cpp what is inside them.
    return wanted.isEmpty() ? "windows:darkmode=1" : wanted;
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

std::optional<bool> isBarDark() {
    return isTaskbarDark();
}

QRect trayPlace() {
    APPBARDATA bar{};
    bar.cbSize = sizeof bar;
    const QScreen *screen = QGuiApplication::primaryScreen(); // which has the tray
    if (screen == nullptr || ::SHAppBarMessage(ABM_GETTASKBARPOS, &bar) == 0)
        return {};
    const auto fromPixels = [screen](LONG pixels) {
        return qRound(qreal(pixels) / screen->devicePixelRatio());
    };
    QRect place(QPoint(fromPixels(bar.rc.left), fromPixels(bar.rc.top)),
                QPoint(fromPixels(bar.rc.right) - 1, fromPixels(bar.rc.bottom) - 1));
    if (bar.uEdge == ABE_LEFT || bar.uEdge == ABE_RIGHT) // at the bar's end
        place.setTop(place.bottom());
    else
        place.setLeft(place.right());
    return place;
}

/// Qt would take an icon for the windows' scale, too, which Windows would shrink again.
std::optional<int> trayIconSize() {
    return ::GetSystemMetrics(SM_CXSMICON);
}

bool trayMenuTakesClicks() {
    return false;
}

} // namespace vouch::platform
