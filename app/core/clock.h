// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QLocale>

#include <chrono>
#include <functional>
#include <memory>

namespace vouch {

/// A moment in Unix seconds UTC: how sessions, credentials and signatures count.
using Time = std::chrono::sys_seconds;

/// A call at a moment of the wall clock; destroying it withdraws the call.
class Alarm {
public:
    virtual ~Alarm() = default;
};

/// The wall clock. Handed to everything that needs the time, so that a test can move it.
/// GUI thread only.
class Clock {
public:
    virtual ~Clock() = default;

    virtual Time now() const = 0;
    /// Counts on from some moment of the past, also while the computer sleeps; nobody can set it.
    virtual std::chrono::seconds elapsed() const = 0;
    /// Calls `due` once, from the event loop, as soon as the wall clock reads `moment` or later:
    /// also right after the computer slept past it or the clock was set. Costs nothing until then.
    [[nodiscard]] virtual std::unique_ptr<Alarm> at(Time state, std::function<void()> due) = 0;
    /// Calls `set` each time that somebody sets the clock, forward or back, or the computer's time
    /// zone: what is shown of times is to be made anew then. Costs nothing until then.
    [[nodiscard]] virtual std::unique_ptr<Alarm> whenSet(std::function<void()> set) = 0;
};

/// The computer's own clock.
class SystemClock final : public Clock {
public:
    Time now() const override;
    std::chrono::seconds elapsed() const override;
    std::unique_ptr<Alarm> at(Time state, std::function<void()> due) override;
    std::unique_ptr<Alarm> whenSet(std::function<void()> set) override;
};

/// For display, in the person's time zone.
inline QDateTime toLocal(Time time) {
    return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count());
}

/// A time of the day as the person's locale writes it: "15:40".
inline QString dayTime(Time time) {
    return QLocale().toString(toLocal(time).time(), QLocale::ShortFormat);
}

} // namespace vouch
