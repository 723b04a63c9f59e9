// SPDX-License-Identifier: Apache-2.0
// What the device report makes of Windows' registry, in one of the test's own.
#include "own_registry_windows.h"
#include "posture/readers.h"

#include <QTest>

#include <optional>
#include <string>
#include <windows.h>

using namespace vouch::posture;

namespace {

constexpr auto service = L"SYSTEM\\CurrentControlSet\\Services\\wuauserv";
constexpr auto policy = L"SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU";
constexpr auto managed = L"SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\Update";
constexpr auto desktop = L"Control Panel\\Desktop";
constexpr auto policies = L"SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System";

void set(const wchar_t *key, const wchar_t *name, DWORD number) {
    ::RegSetKeyValueW(HKEY_LOCAL_MACHINE, key, name, REG_DWORD, &number, sizeof number);
}

void setDesktop(const wchar_t *name, const std::wstring &text) {
    ::RegSetKeyValueW(HKEY_CURRENT_USER, desktop, name, REG_SZ, text.c_str(),
                      DWORD((text.size() + 1) * sizeof(wchar_t)));
}

Report::Mechanism updates() {
    Report report;
    readUpdates(Computer(), &report);
    return report.autoUpdate;
}

Report screenLock() {
    Report report;
    readScreenLock(Computer(), &report);
    return report;
}

} // namespace

class TestPostureWindows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        machine_.emplace(HKEY_LOCAL_MACHINE);
        user_.emplace(HKEY_CURRENT_USER);
        if (!machine_->isOwn() || !user_->isOwn())
            QSKIP("Windows gives this test no registry of its own.");
    }

    void init() {
        machine_->clear();
        user_->clear();
    }

    void cleanupTestCase() {
        user_.reset();
        machine_.reset();
    }

    void withoutTheServiceNothingIsSaidOfUpdates() { QVERIFY(!updates().on); }

    void updatesInstallThemselvesUnlessSomethingSaysOtherwise() {
        set(service, L"Start", SERVICE_DEMAND_START);
        QCOMPARE(updates().on, true);
        set(service, L"Start", SERVICE_DISABLED);
        QCOMPARE(updates().on, false);
    }

    void aPolicyDecidesAboutUpdates() {
        set(service, L"Start", SERVICE_DEMAND_START);
        set(policy, L"AUOptions", 3); // tells of what it has downloaded
        QCOMPARE(updates().on, false);
        set(policy, L"AUOptions", 5); // the administrator chooses
        QVERIFY(!updates().on);
        set(policy, L"AUOptions", 4);
        QCOMPARE(updates().on, true);
        set(policy, L"NoAutoUpdate", 1);
        QCOMPARE(updates().on, false);
    }

    void deviceManagementDecidesFirst() {
        set(service, L"Start", SERVICE_DEMAND_START);
        set(managed, L"AllowAutoUpdate", 5);
        QCOMPARE(updates().on, false);
        set(policy, L"NoAutoUpdate", 1);
        set(managed, L"AllowAutoUpdate", 2);
        QCOMPARE(updates().on, true);
    }

    void aScreenSaverLocksOnlyIfItAsksForThePassword() {
        setDesktop(L"ScreenSaveActive", L"1");
        setDesktop(L"SCRNSAVE.EXE", L"C:\\Windows\\system32\\scrnsave.scr");
        setDesktop(L"ScreenSaveTimeOut", L"600");
        QVERIFY(!screenLock().screenLock); // it may lock in another way
        setDesktop(L"ScreenSaverIsSecure", L"1");
        QCOMPARE(screenLock().screenLock, true);
        QCOMPARE(screenLock().screenLockAfter, std::chrono::seconds(600));
    }

    void theEarlierLimitCounts() {
        set(policies, L"InactivityTimeoutSecs", 900);
        QCOMPARE(screenLock().screenLockAfter, std::chrono::seconds(900));
        setDesktop(L"ScreenSaveActive", L"1");
        setDesktop(L"ScreenSaverIsSecure", L"1");
        setDesktop(L"SCRNSAVE.EXE", L"C:\\Windows\\system32\\scrnsave.scr");
        setDesktop(L"ScreenSaveTimeOut", L"600");
        QCOMPARE(screenLock().screenLockAfter, std::chrono::seconds(600));
    }

private:
    std::optional<vouch::test::OwnRegistry> machine_, user_;
};

QTEST_GUILESS_MAIN(TestPostureWindows)
#include "test_posture_windows.moc"
