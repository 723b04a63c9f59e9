// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

/// The user's part of the registry, HKEY_CURRENT_USER. Each function throws std::runtime_error.
namespace vouch::registry {

/// Changes a text. The type of a value that exists stays (REG_SZ or REG_EXPAND_SZ; another one is
/// an error), a new one is REG_EXPAND_SZ, and one that becomes empty is removed. Returns whether it
/// was changed.
bool change(const wchar_t *key, const std::wstring &name,
            const std::function<std::wstring(std::wstring)> &change);

/// The names of a key's texts; none if there is no such key.
std::vector<std::wstring> textNames(const wchar_t *key);

/// Removes a value if it is there.
void remove(const wchar_t *key, const std::wstring &name);

} // namespace vouch::registry
