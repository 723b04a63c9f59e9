// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRect>

namespace vouch::ui {

/// Where a popup of `size` goes for a tray icon (or the pointer, if the icon's position is
/// unknown): centered on the icon, 8 pixels from the taskbar that holds it, and at least 8 pixels
/// inside the `available` part of the screen.
QRect panelGeometry(const QSize &size, const QRect &icon, const QRect &screen,
                    const QRect &available);

} // namespace vouch::ui
