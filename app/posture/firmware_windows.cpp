// SPDX-License-Identifier: Apache-2.0
#include "posture/readers.h"

#include "posture/registry_windows.h"

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<bool> secureBoot() {
    constexpr DWORD bios = 1;
    if (registryNumber(HKEY_LOCAL_MACHINE, L"SYSTEM\\CurrentControlSet\\Control",
                       L"PEFirmwareType") == bios)
        return false;
    const auto enabled =
        registryNumber(HKEY_LOCAL_MACHINE, L"SYSTEM\\CurrentControlSet\\Control\\SecureBoot\\State",
                       L"UEFISecureBootEnabled");
    return enabled ? std::optional(*enabled != 0) : std::nullopt;
}

// tbs.h of Windows' SDK; mingw-w64's lacks them.
struct TpmInfo {
    UINT32 structVersion = 1, version = 0, interfaceType = 0, revision = 0;
};
using GetTpmInfo = UINT32(WINAPI *)(UINT32 size, void *info);
constexpr UINT32 tpmNotFound = 0x8028400F; ///< TBS_E_TPM_NOT_FOUND

void readTpm(Report *report) {
    HMODULE library = ::LoadLibraryExW(L"tbs.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    const auto get = library == nullptr ? nullptr
                                        : reinterpret_cast<GetTpmInfo>(reinterpret_cast<void *>(
                                              ::GetProcAddress(library, "Tbsi_GetDeviceInfo")));
    TpmInfo info;
    const UINT32 result = get == nullptr ? ERROR_NOT_SUPPORTED : get(sizeof info, &info);
    if (library != nullptr)
        ::FreeLibrary(library);
    if (result == tpmNotFound)
        report->tpm = false;
    if (result != ERROR_SUCCESS)
        return;
    report->tpm = true;
    if (info.version == 2)
        report->tpmVersion = u"2.0"_s;
    else if (info.version == 1)
        report->tpmVersion = u"1.2"_s;
}

} // namespace

void readFirmware(const Computer &, Report *report) {
    report->secureBoot = secureBoot();
    readTpm(report);
}

} // namespace vouch::posture
