// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRect>

namespace vouch::ui {

class Panel;

/// Prepares the hidden panel for opening: as a popup at the tray icon if windows can be positioned,
/// otherwise as an ordinary window. `icon`: where the icon is, empty if unknown. `hasTray`: whether
/// a tray shows it.
void placePanel(Panel &panel, const QRect &icon, bool hasTray);

} // namespace vouch::ui
