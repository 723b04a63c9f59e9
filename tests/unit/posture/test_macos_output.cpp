// SPDX-License-Identifier: Apache-2.0
#include "posture/macos_output.h"

#include <QTest>

using namespace vouch::posture::macos;
using namespace std::chrono_literals;

namespace {

using Flag = std::optional<bool>;

} // namespace

/// The texts are those that Apple's programs are known to print.
class TestMacosOutput : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsFileVault() {
        QCOMPARE(isFileVaultOn("FileVault is On.\n"), Flag(true));
        QCOMPARE(
            isFileVaultOn("FileVault is On.\nEncryption in progress: Percent completed = 41\n"),
            Flag(true));
        QCOMPARE(
            isFileVaultOn("FileVault is Off.\nDeferred enablement appears to be active for user "
                          "'nora'.\n"),
            Flag(false));
        QCOMPARE(isFileVaultOn("Error: FileVault is On but nobody knows.\n"), Flag());
        QCOMPARE(isFileVaultOn({}), Flag());
    }

    void readsTheFirewall() {
        QCOMPARE(isFirewallOn("Firewall is enabled. (State = 1)\n"), Flag(true));
        QCOMPARE(isFirewallOn("Firewall is blocking all non-essential incoming connections. "
                              "(State = 2)\n"),
                 Flag(true));
        QCOMPARE(isFirewallOn("Firewall is disabled. (State = 0)\n"), Flag(false));
        QCOMPARE(isFirewallOn("Firewall is enabled.\n"), Flag());
    }

    void readsIntegrityProtection() {
        QCOMPARE(isIntegrityProtected("System Integrity Protection status: enabled.\n"),
                 Flag(true));
        QCOMPARE(isIntegrityProtected("System Integrity Protection status: disabled.\n"),
                 Flag(false));
        QCOMPARE(
            isIntegrityProtected("System Integrity Protection status: unknown (Custom "
                                 "Configuration).\n\nConfiguration:\n\tApple Internal: disabled\n"),
            Flag());
    }

    void readsTheBootPolicy() {
        const QByteArray name = "94b73556-2197-4702-82a8-3e1337dafbfb:AppleSecureBootPolicy\t";
        QCOMPARE(isBootSecure(name + "%02\n"), Flag(true));
        QCOMPARE(isBootSecure(name + "%01\n"), Flag(true));
        QCOMPARE(isBootSecure(name + "%00\n"), Flag(false));
        QCOMPARE(isBootSecure(name + "%03\n"), Flag());
        QCOMPARE(isBootSecure({}), Flag());
    }

    void readsTheScreenLock() {
        const QByteArray before = "2026-11-30 11:28:43.123 sysadminctl[512:4096] ";
        QCOMPARE(lockDelay(before + "screenLock delay is 300 seconds\n"), (LockDelay{true, 300s}));
        QCOMPARE(lockDelay(before + "screenLock delay is immediate\n"), (LockDelay{true, 0s}));
        QCOMPARE(lockDelay(before + "screenLock is off\n"), LockDelay{});
        QCOMPARE(lockDelay(before + "screenLock delay is a while\n"), std::nullopt);
        QCOMPARE(lockDelay({}), std::nullopt);
    }

    void readsTheDisplaysSleep() {
        const QByteArray text =
            "System-wide power settings:\n SleepDisabled\t\t0\nCurrently in use:\n"
            " displaysleep         10 (display sleep prevented by Safari)\n"
            " sleep                1\n";
        QCOMPARE(displaySleep(text), std::optional(10min));
        QCOMPARE(displaySleep(" displaysleep         0\n"), std::optional(0min));
        QCOMPARE(displaySleep(" sleep                1\n"), std::nullopt);
    }

    void readsPreferences() {
        QCOMPARE(preference("1\n"), std::optional(1));
        QCOMPARE(preference("0\n"), std::optional(0));
        QCOMPARE(preference("-1\n"), std::nullopt);
        QCOMPARE(preference("true\n"), std::nullopt);
        QCOMPARE(preference({}), std::nullopt);
    }
};

QTEST_APPLESS_MAIN(TestMacosOutput)
#include "test_macos_output.moc"
