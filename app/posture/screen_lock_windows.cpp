// SPDX-License-Identifier: Apache-2.0
#include "posture/readers.h"

#include "posture/registry_windows.h"

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The screen saver's setting; a policy's wins.
QString saverSetting(const wchar_t *name) {
    constexpr auto policy = L"Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop";
    const auto forced = registryText(HKEY_CURRENT_USER, policy, name);
    return forced ? *forced
                  : registryText(HKEY_CURRENT_USER, L"Control Panel\\Desktop", name)
                        .value_or(QString());
}

/// The time after which a screen saver asks for the password; 0 if none does.
unsigned saverSeconds() {
    const bool locks = saverSetting(L"ScreenSaveActive") == "1"_L1 &&
                       saverSetting(L"ScreenSaverIsSecure") == "1"_L1 &&
                       !saverSetting(L"SCRNSAVE.EXE").isEmpty();
    return locks ? saverSetting(L"ScreenSaveTimeOut").toUInt() : 0;
}

} // namespace

// Without either of them, the computer may still lock itself as it goes to sleep, so that stays
// unknown.
void readScreenLock(const Computer &, Report *report) {
    const DWORD limit =
        registryNumber(HKEY_LOCAL_MACHINE,
                       L"SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System",
                       L"InactivityTimeoutSecs")
            .value_or(0);
    const unsigned saver = saverSeconds();
    if (limit == 0 && saver == 0)
        return;
    report->screenLock = true;
    const bool isLimitFirst = saver == 0 || (limit != 0 && limit < saver);
    report->screenLockAfter = std::chrono::seconds(isLimitFirst ? limit : saver);
}

} // namespace vouch::posture
