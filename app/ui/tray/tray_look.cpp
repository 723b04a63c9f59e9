// SPDX-License-Identifier: Apache-2.0
#include "ui/tray/tray_look.h"

#include "ui/widgets/tray_picture.h"

namespace vouch::ui {

QIcon TrayLook::icon(const TrayPicture &picture, std::optional<int> onlySize) const {
    return picture.icon(glyphColor(light), halo ? glyphColor(!light) : QColor(), onlySize);
}

TrayLook trayLook(Settings::TrayTone wanted, std::optional<bool> isBarDark, bool isSchemeDark) {
    switch (wanted) {
    case Settings::TrayTone::Light:
        return {true, false};
    case Settings::TrayTone::Dark:
        return {false, false};
    case Settings::TrayTone::Automatic:
        break;
    }
    if (isBarDark)
        return {*isBarDark, false};
    return {isSchemeDark, true};
}

} // namespace vouch::ui
