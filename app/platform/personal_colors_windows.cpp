// SPDX-License-Identifier: Apache-2.0
#include "platform/personal_colors_windows.h"

#include <cwchar>

namespace vouch::platform {

namespace {

/// `usual` on a Windows that has no such choice.
bool isLight(const wchar_t *what, bool usual) {
    DWORD light = 0;
    DWORD size = sizeof light;
    const LSTATUS status = ::RegGetValueW(
        HKEY_CURRENT_USER, L"Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
        what, RRF_RT_REG_DWORD, nullptr, &light, &size);
    return status == ERROR_SUCCESS ? light != 0 : usual;
}

bool isDark(COLORREF color) {
    constexpr int middle = 3 * 128;
    return GetRValue(color) + GetGValue(color) + GetBValue(color) < middle;
}

} // namespace

bool hasContrastTheme() {
    HIGHCONTRASTW contrast{};
    contrast.cbSize = sizeof contrast;
    return ::SystemParametersInfoW(SPI_GETHIGHCONTRAST, sizeof contrast, &contrast, 0) &&
           (contrast.dwFlags & HCF_HIGHCONTRASTON) != 0;
}

bool areWindowsDark() {
    return !hasContrastTheme() && !isLight(L"AppsUseLightTheme", true);
}

bool isTaskbarDark() {
    return hasContrastTheme() ? isDark(::GetSysColor(COLOR_WINDOW))
                              : !isLight(L"SystemUsesLightTheme", false);
}

bool isColorChange(UINT message, WPARAM what, LPARAM area) {
    if (message == WM_SYSCOLORCHANGE || message == WM_THEMECHANGED)
        return true;
    return message == WM_SETTINGCHANGE &&
           (what == SPI_SETHIGHCONTRAST ||
            (area != 0 &&
             std::wcscmp(reinterpret_cast<const wchar_t *>(area), L"ImmersiveColorSet") == 0));
}

} // namespace vouch::platform
