// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

#include <QIcon>

#include <optional>

namespace vouch::ui {

struct TrayPicture;

/// How the tray icon is colored: light or dark, and with a thin halo of the other lightness where
/// the tray's own color is unknown, so that the icon can be seen on any tray.
///
/// The user chooses with the setting `ui.tray`: `automatic`, `light` or `dark`.
struct TrayLook {
    bool light = false, halo = false;

    bool operator==(const TrayLook &) const = default;
    /// As TrayPicture::icon().
    QIcon icon(const TrayPicture &picture, std::optional<int> onlySize = {}) const;
};

/// `isBarDark`: whether the tray is dark, if that is known. `isSchemeDark`: the desktop's windows
/// are dark, which is the best guess for a tray of unknown color.
TrayLook trayLook(Settings::TrayTone wanted, std::optional<bool> isBarDark, bool isSchemeDark);

} // namespace vouch::ui
