// SPDX-License-Identifier: Apache-2.0
#include "posture/readers.h"

#include "posture/registry_windows.h"

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

// Windows 10 and newer install updates by themselves unless a policy says otherwise or the service
// is disabled.
void readUpdates(const Computer &, Report *report) {
    constexpr auto policy = L"SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU";
    constexpr auto service = L"SYSTEM\\CurrentControlSet\\Services\\wuauserv";
    constexpr DWORD disabled = SERVICE_DISABLED, installsByItself = 4;
    const auto start = registryNumber(HKEY_LOCAL_MACHINE, service, L"Start");
    if (!start)
        return;
    const bool isForbidden =
        registryNumber(HKEY_LOCAL_MACHINE, policy, L"NoAutoUpdate").value_or(0) != 0;
    const DWORD option =
        registryNumber(HKEY_LOCAL_MACHINE, policy, L"AUOptions").value_or(installsByItself);
    report->autoUpdate = {*start != disabled && !isForbidden && option == installsByItself,
                          u"windows update"_s};
}

} // namespace vouch::posture
