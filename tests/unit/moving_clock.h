// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"

#include <algorithm>
#include <list>
#include <memory>
#include <utility>

namespace vouch::test {

/// A clock that the test moves. Alarms are due as those of the computer's own clock: once, when the
/// clock reads their moment or later, however it came there.
class MovingClock final : public Clock {
public:
    /// Begins at 09:00 UTC on a day without anything special.
    explicit MovingClock(Time start = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} +
                                      std::chrono::hours(9))
        : now_(start), alarms_(std::make_shared<Alarms>()) {}

    Time now() const override { return now_; }
    std::chrono::seconds elapsed() const override { return elapsed_; }

    [[nodiscard]] std::unique_ptr<Alarm> at(Time state, std::function<void()> due) override {
        return std::make_unique<MovedAlarm>(alarms_, state, std::move(due));
    }

    [[nodiscard]] std::unique_ptr<Alarm> whenSet(std::function<void()> set) override {
        return std::make_unique<MovedAlarm>(watches_, Time(), std::move(set));
    }

    /// Time goes by: each alarm is due at its own moment.
    void pass(std::chrono::seconds time) {
        const Time end = now_ + time;
        while (const Time *next = earliest(end)) {
            tickTo(std::max(now_, *next));
            ring();
        }
        tickTo(end);
    }
    /// The clock is set, or the computer slept: whatever is due then is due at once.
    void jumpTo(Time time) {
        now_ = time;
        while (earliest(now_) != nullptr)
            ring();
        for (const auto &watch : std::list(*watches_)) // a call may end one, or begin another
            watch.due();
    }
    /// How many alarms are waited for.
    std::size_t alarms() const { return alarms_->size(); }

private:
    struct Entry {
        const Alarm *alarm;
        Time state;
        std::function<void()> due;
    };
    using Alarms = std::list<Entry>;

    class MovedAlarm final : public Alarm {
    public:
        MovedAlarm(std::shared_ptr<Alarms> alarms, Time state, std::function<void()> due)
            : alarms_(std::move(alarms)) {
            alarms_->push_back({this, state, std::move(due)});
        }
        ~MovedAlarm() override {
            alarms_->remove_if([this](const Entry &entry) { return entry.alarm == this; });
        }

    private:
        std::shared_ptr<Alarms> alarms_; ///< of a clock that may be gone
    };

    void tickTo(Time time) {
        elapsed_ += time - now_;
        now_ = time;
    }
    const Time *earliest(Time until) const {
        const auto first = std::ranges::min_element(*alarms_, {}, &Entry::state);
        return first == alarms_->end() || first->state > until ? nullptr : &first->state;
    }
    /// The earliest one is due.
    void ring() {
        const auto first = std::ranges::min_element(*alarms_, {}, &Entry::state);
        const auto due = std::move(first->due); // the call may destroy the alarm, and make others
        alarms_->erase(first);
        due();
    }

    Time now_;
    std::chrono::seconds elapsed_{0};
    std::shared_ptr<Alarms> alarms_;
    std::shared_ptr<Alarms> watches_ = std::make_shared<Alarms>(); ///< those of whenSet
};

} // namespace vouch::test
