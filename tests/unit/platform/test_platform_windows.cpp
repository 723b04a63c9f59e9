// SPDX-License-Identifier: Apache-2.0
// What Windows tells all windows, sent to ours; and what the registry, one of the test's own, says
// of start and colors.
#include "own_registry_windows.h"
#include "patience.h"
#include "platform/desktop_environment.h"
#include "platform/lock_watch.h"
#include "platform/login_start.h"
#include "platform/personal_colors_windows.h"
#include "platform/tray_host.h"

#include <QSignalSpy>
#include <QTest>

#include <array>
#include <optional>
#include <windows.h>

#include <wtsapi32.h>

using namespace vouch::platform;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto runKey = L"Software\\Microsoft\\Windows\\CurrentVersion\\Run";
constexpr auto approvedKey =
    L"Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run";

constexpr auto colorsKey = L"Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize";

/// Sends it to all windows of this thread, as Windows would.
void broadcast(UINT message, WPARAM what, const wchar_t *area = nullptr) {
    std::array<LPARAM, 3> content{LPARAM(message), LPARAM(what), reinterpret_cast<LPARAM>(area)};
    ::EnumThreadWindows(
        ::GetCurrentThreadId(),
        [](HWND window, LPARAM data) -> BOOL {
            const auto &sent = *reinterpret_cast<std::array<LPARAM, 3> *>(data);
            ::SendMessageW(window, UINT(sent[0]), WPARAM(sent[1]), sent[2]);
            return TRUE;
        },
        reinterpret_cast<LPARAM>(&content));
}

/// nullptr for a Windows that has no such choice.
void choose(const wchar_t *what, const DWORD *isLight) {
    if (isLight == nullptr)
        ::RegDeleteKeyValueW(HKEY_CURRENT_USER, colorsKey, what);
    else
        ::RegSetKeyValueW(HKEY_CURRENT_USER, colorsKey, what, REG_DWORD, isLight, sizeof *isLight);
}

QString startedAtLogin() {
    std::array<wchar_t, 512> line{};
    DWORD size = sizeof line;
    ::RegGetValueW(HKEY_CURRENT_USER, runKey, L"Vouch", RRF_RT_REG_SZ, nullptr, line.data(), &size);
    return QString::fromWCharArray(line.data());
}

} // namespace

class TestPlatform : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        user_.emplace(HKEY_CURRENT_USER);
        if (!user_->isOwn())
            QSKIP("Windows gives this test no registry of its own.");
    }

    void cleanupTestCase() { user_.reset(); }

    void tellsWhenTheScreenLocksAndTheComputerSleeps() {
        const LockWatch watch;
        const QSignalSpy locked(&watch, &LockWatch::screenLocked);
        const QSignalSpy suspending(&watch, &LockWatch::suspending);
        QVERIFY(watch.reportsLock());
        QVERIFY(watch.reportsSuspend());
        broadcast(WM_WTSSESSION_CHANGE, WTS_SESSION_UNLOCK);
        broadcast(WM_POWERBROADCAST, PBT_APMRESUMEAUTOMATIC);
        QCOMPARE(locked.count() + suspending.count(), 0);
        broadcast(WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK);
        QCOMPARE(locked.count(), 1);
        broadcast(WM_POWERBROADCAST, PBT_APMSUSPEND);
        QCOMPARE(suspending.count(), 1);
    }

    void findsATaskbarThatStartsLater() {
        if (::FindWindowW(L"Shell_TrayWnd", nullptr) != nullptr)
            QSKIP("There is a taskbar already.");
        TrayHost host;
        const QSignalSpy found(&host, &TrayHost::found);
        host.look();
        QVERIFY(!host.isPresent());
        WNDCLASSW kind{};
        kind.lpfnWndProc = DefWindowProcW;
        kind.lpszClassName = L"Shell_TrayWnd";
        ::RegisterClassW(&kind);
        const HWND taskbar = ::CreateWindowExW(0, kind.lpszClassName, L"", WS_OVERLAPPED, 0, 0, 0,
                                               0, nullptr, nullptr, nullptr, nullptr);
        broadcast(::RegisterWindowMessageW(L"TaskbarCreated"), 0);
        QTRY_COMPARE_WITH_TIMEOUT(found.count(), 1, 5'000); // it looks again after ten seconds
        QVERIFY(host.isPresent());
        ::DestroyWindow(taskbar);
    }

    void theTaskbarIsDarkUnlessItIsChosenLight() {
        constexpr DWORD no = 0, yes = 1;
        choose(L"SystemUsesLightTheme", nullptr);
        QCOMPARE(isBarDark(), true); // before there was a choice
        choose(L"SystemUsesLightTheme", &yes);
        QCOMPARE(isBarDark(), false);
        choose(L"SystemUsesLightTheme", &no);
        QCOMPARE(isBarDark(), true);
    }

    void windowsAreLightUnlessTheyAreChosenDark() {
        constexpr DWORD no = 0, yes = 1;
        choose(L"AppsUseLightTheme", nullptr);
        QVERIFY(!areWindowsDark());
        choose(L"AppsUseLightTheme", &no);
        QVERIFY(areWindowsDark());
        choose(L"AppsUseLightTheme", &yes);
        QVERIFY(!areWindowsDark());
    }

    void tellsWhenTheTaskbarMayHaveAnotherColor() {
        const TrayHost host;
        const QSignalSpy changed(&host, &TrayHost::barChanged);
        broadcast(WM_SETTINGCHANGE, 0, L"Policy");
        broadcast(WM_SETTINGCHANGE, 0);
        QCOMPARE(changed.count(), 0);
        broadcast(WM_SETTINGCHANGE, 0, L"ImmersiveColorSet");
        QCOMPARE(changed.count(), 1);
        broadcast(WM_SETTINGCHANGE, SPI_SETHIGHCONTRAST);
        QCOMPARE(changed.count(), 2);
        broadcast(WM_SYSCOLORCHANGE, 0);
        QCOMPARE(changed.count(), 3);
    }

    void startsAtLoginUnlessWindowsSettingsSayNo() {
        const QString program = u"C:/Program Files/Vouch/vouch-tray.exe"_s;
        const QString line = u"\"C:\\Program Files\\Vouch\\vouch-tray.exe\" --background"_s;
        setStartAtLogin(true, true, program);
        QCOMPARE(startedAtLogin(), line);
        setStartAtLogin(false, true, program);
        QCOMPARE(startedAtLogin(), QString());
        setStartAtLogin(false, true, program); // it is gone already

        const std::array<BYTE, 12> off{3};
        ::RegSetKeyValueW(HKEY_CURRENT_USER, approvedKey, L"Vouch", REG_BINARY, off.data(),
                          DWORD(off.size()));
        setStartAtLogin(true, false, program);
        QCOMPARE(startedAtLogin(), QString());
        setStartAtLogin(true, true, program);
        QCOMPARE(startedAtLogin(), line);
        QCOMPARE(::RegGetValueW(HKEY_CURRENT_USER, approvedKey, L"Vouch", RRF_RT_REG_BINARY,
                                nullptr, nullptr, nullptr),
                 LSTATUS(ERROR_FILE_NOT_FOUND));
        setStartAtLogin(false, true, program);
    }

private:
    std::optional<vouch::test::OwnRegistry> user_;
};

QTEST_GUILESS_MAIN(TestPlatform)
#include "test_platform_windows.moc"
