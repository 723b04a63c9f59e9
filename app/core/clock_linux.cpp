// SPDX-License-Identifier: Apache-2.0
#include "core/clock.h"

#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QSocketNotifier>

#include <cerrno>
#include <cstdint>
#include <ctime>
#include <sys/timerfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A timerfd_create(2) timer on the real-time clock that also wakes when the clock is set. QTimer
/// uses the monotonic clock, which stops during sleep.
class TimerAlarm final : public Alarm {
public:
    TimerAlarm(Time time, std::function<void()> due, std::function<void()> set = {})
        : time_(time), due_(std::move(due)), set_(std::move(set)), timer_(create()),
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
        // Zero would disarm the timer.
        when.it_value.tv_sec = std::max<std::time_t>(time_.time_since_epoch().count(), 1);
        ::timerfd_settime(timer_, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, nullptr);
    }

    void wake() {
        std::uint64_t expirations = 0;
        if (::read(timer_, &expirations, sizeof expirations) < 0) {
            if (errno != ECANCELED)
                return;
            arm();
            if (const auto set = set_) // the call may destroy this alarm
                set();
            return;
        }
        notifier_.setEnabled(false);
        const auto due = std::move(due_); // the call may destroy this alarm
        due();
    }

    Time time_;
    std::function<void()> due_, set_;
    int timer_;
    QSocketNotifier notifier_;
};

/// Watches the clock with a timer that never fires, and the time zone through its link in /etc.
class SettingWatch final : public Alarm {
public:
    explicit SettingWatch(const std::function<void()> &set)
        : timer_(Time::max(), {}, set), zone_(zone()) {
        folder_.addPath(u"/etc"_s);
        QObject::connect(&folder_, &QFileSystemWatcher::directoryChanged, [this, set] {
            if (std::exchange(zone_, zone()) != zone_)
                set();
        });
    }

private:
    static QString zone() { return QFileInfo(u"/etc/localtime"_s).canonicalFilePath(); }

    TimerAlarm timer_;
    QFileSystemWatcher folder_;
    QString zone_;
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

std::unique_ptr<Alarm> SystemClock::at(Time time, std::function<void()> due) {
    return std::make_unique<TimerAlarm>(time, std::move(due));
}

std::unique_ptr<Alarm> SystemClock::whenSet(std::function<void()> set) {
    return std::make_unique<SettingWatch>(set);
}

} // namespace vouch
