// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QRect>

#include <optional>

class QWindow;

/// What the desktop lets a program do, as far as Qt doesn't know. GUI thread.
namespace vouch::platform {

/// Qt's platform plug-ins to try, as QT_QPA_PLATFORM takes them, ending with one that needs no
/// display. Without it, Qt aborts the process if the display is gone. Call before QApplication
/// exists.
QByteArray platformPlugins();

/// The token that lets a window of this program come to the front, from the program that started
/// this one; empty if the desktop needs none.
QByteArray activationToken();
/// Qt uses the token for the next window that is activated.
void setActivationToken(const QByteArray &token);

/// Whether a program may choose where its windows appear.
bool canPlaceWindows();
/// Keeps a window out of the taskbar and the window switcher, or puts it there. Call it before each
/// time the window is shown; it works for a visible window too.
void setOffTaskbar(const QWindow &window, bool off);
/// Whether windows can have transparent parts, such as shadows and round corners.
bool isComposited();
/// Whether the bar with the tray is dark, no matter which theme windows use; nullopt if unknown.
std::optional<bool> isBarDark();
/// Where the tray is, on Qt's screens, for when the place of an icon in it is unknown; empty if
/// that is unknown, too.
QRect trayPlace();
/// The size in pixels of the one icon that the tray takes; nullopt if it takes several and chooses.
std::optional<int> trayIconSize();
/// Whether a tray icon that has a menu shows it for every click, so that a click can't open
/// anything else.
bool trayMenuTakesClicks();

} // namespace vouch::platform
