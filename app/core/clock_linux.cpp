// SPDX-License-Identifier: Apache-2.0
#include "core/clock.h"

#include <QSocketNotifier>

#include <cerrno>
#include <cstdint>
#include <ctime>
#include <sys/timerfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace vouch {
namespace {

/// timerfd_create(2): a timer on the real-time clock that also wakes when that clock is set. A
/// QTimer counts on the monotonic clock, which stands still while the computer sleeps.
class TimerAlarm final : public Alarm {
public:
    TimerAlarm(Time moment, std::function<void()> due)
        : moment_(moment), due_(std::move(due)), timer_(create()),
          notifier_(timer_, QSocketNotifier::Read) {
        arm();
        QObject::connect(&notifier_, &QSocketNotifier::activated, [this] { wake(); });
    }
    ~TimerAlarm() override {
        notifier_.setEnabled(false);
        ::close(timer_);
    }

private:
    static int create() {
        const int timer = ::timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
        if (timer < 0)
            throw std::system_error(errno, std::generic_category(), "timerfd_create");
        return timer;
    }

    void arm() {
        itimerspec when{};
        // A moment of zero would disarm the timer.
        when.it_value.tv_sec = std::max<std::time_t>(moment_.time_since_epoch().count(), 1);
        ::timerfd_settime(timer_, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, nullptr);
    }

    void wake() {
        std::uint64_t expirations = 0;
        if (::read(timer_, &expirations, sizeof expirations) < 0) {
            if (errno == ECANCELED) // the clock was set
                arm();
            return;
        }
        notifier_.setEnabled(false);
        const auto due = std::move(due_); // the call may destroy this alarm
        due();
    }

    Time moment_;
    std::function<void()> due_;
    int timer_;
    QSocketNotifier notifier_;
};

} // namespace

Time SystemClock::now() const {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::chrono::seconds SystemClock::elapsed() const {
    timespec time{};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return std::chrono::seconds(time.tv_sec);
}

std::unique_ptr<Alarm> SystemClock::at(Time moment, std::function<void()> due) {
    return std::make_unique<TimerAlarm>(moment, std::move(due));
}

} // namespace vouch
