// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>
#include <windows.h>

#include <objbase.h>

namespace vouch::posture {

/// For files of Windows only: a value of the registry; nullopt if it's missing or of another type.
std::optional<DWORD> registryNumber(HKEY root, const wchar_t *key, const wchar_t *name);
std::optional<QString> registryText(HKEY root, const wchar_t *key, const wchar_t *name);

/// COM on this thread, as long as this exists.
class Com {
public:
    Com() : result_(::CoInitializeEx(nullptr, COINIT_MULTITHREADED)) {}
    Com(const Com &) = delete;
    Com &operator=(const Com &) = delete;
    ~Com() {
        if (SUCCEEDED(result_))
            ::CoUninitialize();
    }

private:
    HRESULT result_;
};

/// Releases a COM object.
struct Releaser {
    template <typename Object>
    void operator()(Object *object) const {
        object->Release();
    }
};

} // namespace vouch::posture
