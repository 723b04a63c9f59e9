// SPDX-License-Identifier: Apache-2.0
#include "posture/readers.h"

#include "posture/registry_windows.h"

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What a device management says (AllowAutoUpdate of the Update policies); nullopt if nothing.
std::optional<bool> managedUpdates() {
    constexpr DWORD asksFirst = 0, off = 5;
    const auto allowed = registryNumber(
        HKEY_LOCAL_MACHINE, L"SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\Update",
        L"AllowAutoUpdate");
    return allowed ? std::optional(*allowed != asksFirst && *allowed != off) : std::nullopt;
}

/// What a group policy says. Without one, Windows 10 and newer install updates by themselves.
/// nullopt if it leaves that to this computer's administrator, who doesn't tell programs.
std::optional<bool> updatesByPolicy() {
    constexpr auto policy = L"SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU";
    constexpr DWORD installsByItself = 4, administratorChooses = 5;
    if (registryNumber(HKEY_LOCAL_MACHINE, policy, L"NoAutoUpdate").value_or(0) != 0)
        return false;
    const DWORD option =
        registryNumber(HKEY_LOCAL_MACHINE, policy, L"AUOptions").value_or(installsByItself);
    return option == administratorChooses ? std::nullopt
                                          : std::optional(option == installsByItself);
}

} // namespace

void readUpdates(const Computer &, Report *report) {
    const auto start = registryNumber(HKEY_LOCAL_MACHINE,
                                      L"SYSTEM\\CurrentControlSet\\Services\\wuauserv", L"Start");
    if (!start)
        return;
    const auto managed = managedUpdates();
    const auto installs = managed ? managed : updatesByPolicy();
    if (*start == SERVICE_DISABLED)
        report->autoUpdate = {false, u"windows update"_s};
    else if (installs)
        report->autoUpdate = {*installs, u"windows update"_s};
}

} // namespace vouch::posture
