// SPDX-License-Identifier: Apache-2.0
#include "core/clock.h"

#include "core/message_window_windows.h"
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

/// Windows tells all top-level windows that the clock or the time zone was set.
class SettingWatch final : public Alarm {
public:
    explicit SettingWatch(const std::function<void()> &set)
        : window_([set](UINT message, WPARAM, LPARAM) {
              if (message != WM_TIMECHANGE)
                  return false;
              set();
              return true;
          }) {}

private:
    MessageWindow window_;
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
    return std::make_unique<SettingWatch>(set);
}

} // namespace vouch
