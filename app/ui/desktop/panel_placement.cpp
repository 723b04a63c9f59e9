// SPDX-License-Identifier: Apache-2.0
#include "ui/desktop/panel_placement.h"

#include "platform/desktop_environment.h"
#include "ui/panel/panel.h"
#include "ui/panel/panel_geometry.h"

#include <QApplication>
#include <QCursor>
#include <QScreen>

namespace vouch::ui {

void placePanel(Panel &panel, const QRect &icon, bool hasTray) {
    panel.setOffTaskbar(hasTray);
    if (!hasTray || !platform::canPlaceWindows())
        return panel.setForm(Panel::Form::Window);
    panel.setForm(Panel::Form::Popup, platform::isComposited());
    const QRect tray = platform::trayPlace();
    const QRect pointer(QCursor::pos(), QSize(1, 1));
    const QRect anchor = !icon.isEmpty() ? icon : !tray.isEmpty() ? tray : pointer;
    const QScreen *screen = QApplication::screenAt(anchor.center());
    if (screen == nullptr)
        screen = QApplication::primaryScreen();
    const QRect available = screen->availableGeometry();
    panel.setGeometry(
        panelGeometry(panel.fittingSize(available.size()), anchor, screen->geometry(), available));
}

} // namespace vouch::ui
