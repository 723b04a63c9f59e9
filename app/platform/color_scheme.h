// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <memory>

namespace vouch::platform {

/// The style that draws the windows, by Qt's name; empty for the one that Qt chooses here.
QString widgetStyle();

class ColorMessages; // the system's implementation

/// While it exists, the application's palette follows the system's colors, as far as Qt doesn't see
/// to that itself. Make it when the application has its style; it goes before the application. GUI
/// thread.
class ColorScheme {
public:
    ColorScheme();
    ~ColorScheme();

private:
    std::unique_ptr<ColorMessages> messages_;
};

} // namespace vouch::platform
