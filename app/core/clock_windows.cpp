// SPDX-License-Identifier: Apache-2.0
#include "core/clock.h"

#include "wire/native_windows.h"

#include <QWinEventNotifier>

#include <system_error>
#include <utility>

namespace vouch {

namespace {

/// A waitable timer with a time of the wall clock: it follows when the clock is set, and is due
/// after a sleep. QTimer does neither.
class TimerAlarm final : public Alarm {
public:
    TimerAlarm(Time time, std::function<void()> due)
        : due_(std::move(due)), timer_(::CreateWaitableTimerW(nullptr, TRUE, nullptr)),
          notifier_(timer_.get()) {
        // In units of 100 ns since 1601; a negative one would count from now.
        constexpr LONGLONG secondsBefore1970 = 11'644'473'600;
        constexpr LONGLONG unitsInSecond = 10'000'000;
        LARGE_INTEGER when;
        when.QuadPart = std::max<LONGLONG>(time.time_since_epoch().count() + secondsBefore1970, 0) *
                        unitsInSecond;
        if (!timer_ || !::SetWaitableTimer(timer_.get(), &when, 0, nullptr, nullptr, FALSE))
            throw std::system_error(static_cast<int>(::GetLastError()), std::system_category(),
                                    "SetWaitableTimer");
        QObject::connect(&notifier_, &QWinEventNotifier::activated, [this] {
            notifier_.setEnabled(false);
            const auto call = std::move(due_); // it may destroy this alarm
            call();
        });
    }
    ~TimerAlarm() override { notifier_.setEnabled(false); }

private:
    std::function<void()> due_;
    wire::Handle timer_;
    QWinEventNotifier notifier_;
};

/// Windows tells all top-level windows that the clock or the time zone was set. This one is never
/// shown; Qt's event loop hands it its messages.
class SettingWatch final : public Alarm {
public:
    explicit SettingWatch(std::function<void()> set) : set_(std::move(set)) {
        static const ATOM kind = [] {
            WNDCLASSW description{};
            description.lpfnWndProc = receive;
            description.hInstance = ::GetModuleHandleW(nullptr);
            description.lpszClassName = L"VouchSettingWatch";
            return ::RegisterClassW(&description);
        }();
        window_ = ::CreateWindowExW(0, MAKEINTATOM(kind), L"", WS_OVERLAPPED, 0, 0, 0, 0, nullptr,
                                    nullptr, ::GetModuleHandleW(nullptr), nullptr);
        ::SetWindowLongPtrW(window_, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
    }
    ~SettingWatch() override { ::DestroyWindow(window_); }

private:
    static LRESULT CALLBACK receive(HWND window, UINT message, WPARAM first, LPARAM second) {
        auto *watch = reinterpret_cast<SettingWatch *>(::GetWindowLongPtrW(window, GWLP_USERDATA));
        if (message == WM_TIMECHANGE && watch != nullptr) {
            const auto set = watch->set_; // the call may destroy this alarm
            set();
            return 0;
        }
        return ::DefWindowProcW(window, message, first, second);
    }

    std::function<void()> set_;
    HWND window_ = nullptr;
};

} // namespace

Time SystemClock::now() const {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::chrono::seconds SystemClock::elapsed() const {
    return std::chrono::seconds(::GetTickCount64() / 1000); // it counts sleep too
}

std::unique_ptr<Alarm> SystemClock::at(Time time, std::function<void()> due) {
    return std::make_unique<TimerAlarm>(time, std::move(due));
}

std::unique_ptr<Alarm> SystemClock::whenSet(std::function<void()> set) {
    return std::make_unique<SettingWatch>(std::move(set));
}

} // namespace vouch
