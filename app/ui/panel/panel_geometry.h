// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRect>

namespace vouch::ui {

/// Where a popup of a size stands that belongs to a tray icon (or to where the pointer was when
/// there is no telling): 8 pixels from the edge of the desktop's panel that holds the icon, centred
/// on the icon, and at least 8 inside of what the screen leaves `available`.
QRect panelGeometry(const QSize &size, const QRect &icon, const QRect &screen,
                    const QRect &available);

} // namespace vouch::ui
