// SPDX-License-Identifier: Apache-2.0
#include "user_registry.h"

#include "wire/native_windows.h"

#include <algorithm>
#include <stdexcept>

namespace vouch::registry {
namespace {

constexpr std::size_t longestText = 32'767; ///< what Windows takes for a variable, with its NUL

void require(LSTATUS status, const wchar_t *key) {
    if (status != ERROR_SUCCESS)
        throw std::runtime_error("HKEY_CURRENT_USER\\" + wire::narrow(key) + ": " +
                                 wire::errorText(static_cast<DWORD>(status)) + ".");
}

/// An open key that closes itself; null if there is no such key.
class Key {
public:
    Key(const wchar_t *name, REGSAM access) {
        const LSTATUS status = ::RegOpenKeyExW(HKEY_CURRENT_USER, name, 0, access, &key_);
        if (status != ERROR_FILE_NOT_FOUND)
            require(status, name);
    }
    Key(const Key &) = delete;
    Key &operator=(const Key &) = delete;
    ~Key() {
        if (key_ != nullptr)
            ::RegCloseKey(key_);
    }
    HKEY get() const noexcept { return key_; }

private:
    HKEY key_ = nullptr;
};

bool isText(DWORD type) {
    return type == REG_SZ || type == REG_EXPAND_SZ;
}

/// A text as it is stored, up to the NUL that ends it.
struct Text {
    DWORD type = REG_EXPAND_SZ;
    std::wstring value;
};

Text read(const Key &key, const wchar_t *keyName, const std::wstring &name) {
    Text text;
    DWORD size = 0;
    LSTATUS status =
        ::RegQueryValueExW(key.get(), name.c_str(), nullptr, &text.type, nullptr, &size);
    if (status == ERROR_FILE_NOT_FOUND)
        return {};
    require(status, keyName);
    if (!isText(text.type))
        throw std::runtime_error("HKEY_CURRENT_USER\\" + wire::narrow(keyName) + ": " +
                                 wire::narrow(name) + " isn't text.");
    text.value.resize((size + 1) / sizeof(wchar_t)); // others may store half a character
    status = ::RegQueryValueExW(key.get(), name.c_str(), nullptr, nullptr,
                                reinterpret_cast<BYTE *>(text.value.data()), &size);
    require(status, keyName);
    text.value.resize(std::min(text.value.find(L'\0'), text.value.size()));
    return text;
}

} // namespace

bool change(const wchar_t *keyName, const std::wstring &name,
            const std::function<std::wstring(std::wstring)> &change) {
    const Key key(keyName, KEY_QUERY_VALUE | KEY_SET_VALUE);
    if (key.get() == nullptr)
        throw std::runtime_error("There is no HKEY_CURRENT_USER\\" + wire::narrow(keyName) + ".");
    const Text before = read(key, keyName, name);
    const std::wstring after = change(before.value);
    if (after == before.value)
        return false;
    if (after.size() >= longestText)
        throw std::runtime_error(wire::narrow(name) + " would be too long.");
    if (after.empty())
        require(::RegDeleteValueW(key.get(), name.c_str()), keyName);
    else
        require(::RegSetValueExW(key.get(), name.c_str(), 0, before.type,
                                 reinterpret_cast<const BYTE *>(after.c_str()),
                                 static_cast<DWORD>((after.size() + 1) * sizeof(wchar_t))),
                keyName);
    return true;
}

std::vector<std::wstring> textNames(const wchar_t *keyName) {
    const Key key(keyName, KEY_QUERY_VALUE);
    std::vector<std::wstring> names;
    if (key.get() == nullptr)
        return names;
    constexpr DWORD longestName = 16'384;
    std::wstring name(longestName, L'\0');
    for (DWORD i = 0;; ++i) {
        DWORD size = longestName, type = REG_NONE;
        const LSTATUS status =
            ::RegEnumValueW(key.get(), i, name.data(), &size, nullptr, &type, nullptr, nullptr);
        if (status == ERROR_NO_MORE_ITEMS)
            return names;
        require(status, keyName);
        if (isText(type))
            names.emplace_back(name, 0, size);
    }
}

void remove(const wchar_t *keyName, const std::wstring &name) {
    const LSTATUS status = ::RegDeleteKeyValueW(HKEY_CURRENT_USER, keyName, name.c_str());
    if (status != ERROR_FILE_NOT_FOUND)
        require(status, keyName);
}

} // namespace vouch::registry
