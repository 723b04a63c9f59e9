// SPDX-License-Identifier: Apache-2.0
// BitLocker's own interfaces are for administrators; Explorer shows everybody whether a drive is
// protected.
#include "posture/readers.h"

#include "posture/registry_windows.h"

#include <initguid.h>

#include <propsys.h>
#include <shobjidl.h>

#include <array>
#include <memory>

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

// What System.Volume.BitLockerProtection says. Others are on the way from one to the other, or
// suspended.
constexpr INT32 isProtected = 1, isNotProtected = 2;

std::optional<INT32> protection(const std::wstring &drive) {
    const Com com;
    PROPERTYKEY key{};
    void *found = nullptr;
    if (FAILED(::PSGetPropertyKeyFromName(L"System.Volume.BitLockerProtection", &key)) ||
        FAILED(::SHCreateItemFromParsingName(drive.c_str(), nullptr, IID_IShellItem2, &found)))
        return std::nullopt;
    const std::unique_ptr<IShellItem2, Releaser> item(static_cast<IShellItem2 *>(found));
    INT32 state = 0;
    return SUCCEEDED(item->GetInt32(key, &state)) ? std::optional(state) : std::nullopt;
}

} // namespace

void readDiskEncryption(const Computer &, Report *report) {
    std::array<wchar_t, MAX_PATH> folder{};
    if (::GetSystemWindowsDirectoryW(folder.data(), UINT(folder.size())) < 3)
        return;
    const auto state = protection({folder.data(), 3});
    if (state == isProtected || state == isNotProtected)
        report->diskEncryption = {state == isProtected, u"bitlocker"_s};
}

} // namespace vouch::posture
