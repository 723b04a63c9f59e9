// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <windows.h>

namespace vouch::platform {

/// For files of Windows only: what the user chose under "Colors" and "Contrast themes". A contrast
/// theme has colors of its own, which are the system's, and none of the choices below holds then.
bool hasContrastTheme();
/// Whether windows are to be dark.
bool areWindowsDark();
/// Whether the taskbar is dark.
bool isTaskbarDark();
/// Whether this message says that one of them may have changed.
bool isColorChange(UINT message, WPARAM what, LPARAM area);

} // namespace vouch::platform
