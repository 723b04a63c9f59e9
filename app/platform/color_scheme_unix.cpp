// SPDX-License-Identifier: Apache-2.0
// Qt does it all.
#include "platform/color_scheme.h"

namespace vouch::platform {

QString widgetStyle() {
    return {};
}

class ColorMessages {};

ColorScheme::ColorScheme() = default;

ColorScheme::~ColorScheme() = default;

} // namespace vouch::platform
