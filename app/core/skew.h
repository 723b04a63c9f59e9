// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/error.h"

#include <chrono>
#include <map>
#include <optional>

namespace vouch {

/// What an answer tells of its sender's clock, and how long it was under way.
struct TimeTold {
    Time time;
    std::chrono::milliseconds roundTrip{0};
};

/// How far one other computer's clock is ahead of ours, learned from the `Date` of its own answers.
/// What we sign for it must carry its time, or it is refused (a Vouch server allows for 10 s, AWS
/// for 5 min). Stays right when somebody sets our clock meanwhile: a computer that was resumed, or
/// found its time server late.
class Skew {
public:
    explicit Skew(const Clock &clock) : clock_(clock) {}

    /// The other one's time, as well as we know it.
    Time now() const { return clock_.now() + used(); }
    /// The same moment by our own clock.
    Time toLocal(Time theirs) const { return theirs - used(); }
    /// Their clock minus ours; zero while they agree as well as can be known.
    std::chrono::seconds offset() const;
    bool isKnown() const { return learned_.has_value(); }
    /// More than a day: that is not corrected for. A person has to look at it.
    bool isBeyondUse() const { return abs(offset()) > maxCorrected; }

    void learn(TimeTold told);
    /// Whether something signed by the one offset may be accepted when it is signed anew by the
    /// other.
    static bool isNews(std::chrono::seconds before, std::chrono::seconds after) {
        return abs(after - before) > worthRepeating;
    }
    /// From here on a person is told that their clock is off, and their programs may notice.
    static constexpr std::chrono::seconds worthTelling{60};
    static constexpr std::chrono::seconds worthRepeating{5};

private:
    static constexpr std::chrono::hours maxCorrected{24};

    std::chrono::seconds used() const { return isBeyondUse() ? std::chrono::seconds(0) : offset(); }

    struct Learned {
        std::chrono::seconds offset;
        std::chrono::milliseconds uncertainty;
        Time now; ///< ours, then
        std::chrono::seconds elapsed;
    };

    const Clock &clock_;
    std::optional<Learned> learned_;
};

/// A clock for each host, learned from that host alone: nobody moves what is signed for another.
class Skews {
public:
    explicit Skews(const Clock &clock) : clock_(clock) {}
    /// Lives as long as this.
    Skew &of(const QString &host) {
        return hosts_.try_emplace(host.toLower(), clock_).first->second;
    }
    /// The largest of them that is corrected for, before or behind.
    std::chrono::seconds largest() const;

private:
    const Clock &clock_;
    std::map<QString, Skew> hosts_;
};

/// A time span as a person says it, in its largest sensible unit: "45 seconds", "3 days".
QString spanText(std::chrono::seconds span);

/// `host` has another day than we: nothing is signed for it.
Error clockTooFarOff(const QString &host, std::chrono::seconds offset);
/// `host` refused what carried our time, and it may not be sent again by itself. `corrected`: the
/// next one carries the right time.
Error refusedForTime(const QString &host, std::chrono::seconds offset, bool corrected);

} // namespace vouch
