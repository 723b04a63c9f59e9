// SPDX-License-Identifier: Apache-2.0
#include "posture/registry_windows.h"

#include <array>

namespace vouch::posture {

std::optional<DWORD> registryNumber(HKEY root, const wchar_t *key, const wchar_t *name) {
    DWORD number = 0;
    DWORD size = sizeof number;
    if (::RegGetValueW(root, key, name, RRF_RT_REG_DWORD, nullptr, &number, &size) != ERROR_SUCCESS)
        return std::nullopt;
    return number;
}

std::optional<QString> registryText(HKEY root, const wchar_t *key, const wchar_t *name) {
    std::array<wchar_t, 256> text{};
    DWORD size = sizeof text;
    if (::RegGetValueW(root, key, name, RRF_RT_REG_SZ, nullptr, text.data(), &size) !=
        ERROR_SUCCESS)
        return std::nullopt;
    return QString::fromWCharArray(text.data());
}

} // namespace vouch::posture
