// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QLocale>

#include <chrono>
#include <functional>
#include <memory>

namespace vouch {

/// A point in time in Unix seconds, UTC; used for sessions, credentials and signatures.
using Time = std::chrono::sys_seconds;

/// A pending call at a wall-clock time. Destroying it cancels the call.
class Alarm {
public:
    virtual ~Alarm() = default;
};

/// The wall clock, injected everywhere so that tests can move it. GUI thread only.
class Clock {
public:
    virtual ~Clock() = default;

    virtual Time now() const = 0;
    /// Monotonic time since an arbitrary point. Keeps counting during sleep and can't be set.
    virtual std::chrono::seconds elapsed() const = 0;
    /// Calls `due` once, from the event loop, when the wall clock reads `time` or later, including
    /// right after the computer slept past it or the clock was set. Uses no CPU until then.
    [[nodiscard]] virtual std::unique_ptr<Alarm> at(Time time, std::function<void()> due) = 0;
    /// Calls `set` whenever the clock or the time zone is set, so that displayed times can be
    /// refreshed. Uses no CPU until then.
    [[nodiscard]] virtual std::unique_ptr<Alarm> whenSet(std::function<void()> set) = 0;
};

/// The computer's own clock.
class SystemClock final : public Clock {
public:
    Time now() const override;
    std::chrono::seconds elapsed() const override;
    std::unique_ptr<Alarm> at(Time time, std::function<void()> due) override;
    std::unique_ptr<Alarm> whenSet(std::function<void()> set) override;
};

/// For display, in the user's time zone.
inline QDateTime toLocal(Time time) {
    return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count());
}

/// The time of day in the user's locale, never with seconds: "15:40".
inline QString dayTime(Time time) {
    QString format = QLocale().timeFormat(QLocale::ShortFormat);
    return QLocale().toString(toLocal(time).time(), format.remove(QLatin1String(":ss")));
}

} // namespace vouch
