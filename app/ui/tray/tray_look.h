// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

#include <QIcon>

namespace vouch::ui {

struct TrayPicture;

/// How the tray icon is colored: light or dark, and with a thin halo of the other lightness where
/// the tray's own color is unknown, so that the icon can be seen on any tray.
///
/// The user chooses with the setting `ui.tray`: `automatic`, `light` or `dark`.
struct TrayLook {
    bool light = false, halo = false;

    bool operator==(const TrayLook &) const = default;
    QIcon icon(const TrayPicture &picture) const;
};

/// `hasDarkBar`: the tray is known to be dark. `isSchemeDark`: the desktop's windows are dark,
/// which is the best guess for a tray of unknown color.
TrayLook trayLook(Settings::TrayTone wanted, bool hasDarkBar, bool isSchemeDark);

} // namespace vouch::ui
