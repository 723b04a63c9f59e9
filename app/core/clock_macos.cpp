// SPDX-License-Identifier: Apache-2.0
#include "core/clock.h"

#include <QSocketNotifier>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <ctime>
#include <mach/mach_time.h>
#include <sys/event.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

extern "C" { // of <notify.h>
std::uint32_t notify_register_file_descriptor(const char *name, int *descriptor, int flags,
                                              int *token);
std::uint32_t notify_cancel(int token);
}

namespace vouch {

namespace {

/// notify(3): what the system says when the clock or the time zone was set.
class SettingWatch final : public Alarm {
public:
    explicit SettingWatch(const std::function<void()> &set) {
        for (const char *name : {"com.apple.system.clock_set", "com.apple.system.timezone"}) {
            int file = -1;
            int token = 0;
            if (::notify_register_file_descriptor(name, &file, 0, &token) != 0)
                continue;
            tokens_.push_back(token);
            notifiers_.push_back(std::make_unique<QSocketNotifier>(file, QSocketNotifier::Read));
            QObject::connect(notifiers_.back().get(), &QSocketNotifier::activated, [file, set] {
                std::int32_t number = 0; // the token
                if (::read(file, &number, sizeof number) == sizeof number)
                    set();
            });
        }
    }
    ~SettingWatch() override {
        notifiers_.clear();
        for (const int token : tokens_)
            ::notify_cancel(token); // closes the descriptor, too
    }

private:
    std::vector<std::unique_ptr<QSocketNotifier>> notifiers_;
    std::vector<int> tokens_;
};

/// A kqueue(2) timer that counts through sleep, unlike a QTimer's clock, and is set anew when the
/// clock is set.
class TimerAlarm final : public Alarm {
public:
    TimerAlarm(Time time, std::function<void()> due)
        : time_(time), due_(std::move(due)), queue_(create()),
          notifier_(queue_, QSocketNotifier::Read), setting_([this] { arm(); }) {
        arm();
        QObject::connect(&notifier_, &QSocketNotifier::activated, [this] { wake(); });
    }
    ~TimerAlarm() override {
        notifier_.setEnabled(false);
        ::close(queue_);
    }

private:
    static int create() {
        const int queue = ::kqueue();
        if (queue < 0)
            throw std::system_error(errno, std::generic_category(), "kqueue");
        return queue;
    }

    void arm() {
        using namespace std::chrono;
        // A day at most, so that nothing can overflow; wake() sees that it's too early.
        const auto now = system_clock::now();
        const Time today = floor<seconds>(now);
        const nanoseconds left =
            std::max<nanoseconds>(std::clamp<Time>(time_, today, today + 24h) - now, 0ns);
        mach_timebase_info_data_t base{};
        ::mach_timebase_info(&base);
        const auto ticks = left.count() * base.denom / base.numer;
        struct kevent timer {};
        timer.filter = EVFILT_TIMER;
        timer.flags = EV_ADD | EV_ONESHOT; // replaces the one before
        timer.fflags = NOTE_MACHTIME | NOTE_ABSOLUTE | NOTE_MACH_CONTINUOUS_TIME | NOTE_CRITICAL;
        timer.data = static_cast<std::intptr_t>(::mach_continuous_time()) + ticks;
        ::kevent(queue_, &timer, 1, nullptr, 0, nullptr);
    }

    void wake() {
        struct kevent event {};
        const timespec now{};
        ::kevent(queue_, nullptr, 0, &event, 1, &now);
        if (std::chrono::system_clock::now() < time_) {
            arm();
            return;
        }
        notifier_.setEnabled(false);
        const auto due = std::move(due_); // the call may destroy this alarm
        due();
    }

    Time time_;
    std::function<void()> due_;
    int queue_;
    QSocketNotifier notifier_;
    SettingWatch setting_;
};

} // namespace

Time SystemClock::now() const {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::chrono::seconds SystemClock::elapsed() const {
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC_RAW, &time); // counts sleep
    return std::chrono::seconds(time.tv_sec);
}

std::unique_ptr<Alarm> SystemClock::at(Time time, std::function<void()> due) {
    return std::make_unique<TimerAlarm>(time, std::move(due));
}

std::unique_ptr<Alarm> SystemClock::whenSet(std::function<void()> set) {
    return std::make_unique<SettingWatch>(set);
}

} // namespace vouch
