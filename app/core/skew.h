// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/error.h"

#include <chrono>
#include <map>
#include <optional>

namespace vouch {

/// A server's clock as reported by its response, and the round-trip time.
struct ServerTime {
    Time time;
    std::chrono::milliseconds roundTrip{0};
};

/// How far a server's clock is ahead of ours, learned from the `Date` of its own responses. What we
/// sign must carry the server's time or it's refused (a Vouch server tolerates 10 s, AWS 5 min).
/// Stays correct when our clock is set in the meantime, as after a resume or a late NTP sync.
class Skew {
public:
    explicit Skew(const Clock &clock) : clock_(clock) {}

    /// The server's time, as well as we know it.
    Time now() const { return clock_.now() + used(); }
    /// Converts a server time to our clock.
    Time toLocal(Time theirs) const { return theirs - used(); }
    /// The server's clock minus ours; zero if the difference is within the uncertainty.
    std::chrono::seconds offset() const;
    bool isKnown() const { return learned_.has_value(); }
    /// Off by more than a day: not corrected for, the user has to fix the clock.
    bool isTooLarge() const { return abs(offset()) > maxCorrected; }

    void learn(ServerTime serverTime);
    /// Whether a request refused with offset `before` may succeed when signed again with `after`.
    static bool isSignificant(std::chrono::seconds before, std::chrono::seconds after) {
        return abs(after - before) > retryThreshold;
    }
    /// From this difference on, the user is told that their clock is off: other programs may fail
    /// too.
    static constexpr std::chrono::seconds reportThreshold{60};
    static constexpr std::chrono::seconds retryThreshold{5};

private:
    static constexpr std::chrono::hours maxCorrected{24};

    std::chrono::seconds used() const { return isTooLarge() ? std::chrono::seconds(0) : offset(); }

    struct Learned {
        std::chrono::seconds offset;
        std::chrono::milliseconds uncertainty;
        Time now; ///< our clock when learned
        std::chrono::seconds elapsed;
    };

    const Clock &clock_;
    std::optional<Learned> learned_;
};

/// A skew per host, learned only from that host, so no server can influence requests to another.
class Skews {
public:
    explicit Skews(const Clock &clock) : clock_(clock) {}
    /// The reference is valid as long as this object.
    Skew &of(const QString &host) {
        return hosts_.try_emplace(host.toLower(), clock_).first->second;
    }
    /// The largest skew that's being corrected for, in either direction.
    std::chrono::seconds largest() const;

private:
    const Clock &clock_;
    std::map<QString, Skew> hosts_;
};

/// A human-readable time span in its largest sensible unit: "45 seconds", "3 days".
QString spanText(std::chrono::seconds span);

/// The clocks differ by more than a day, so nothing is signed for `host`.
Error clockTooFarOff(const QString &host, std::chrono::seconds offset);
/// `host` refused a request because of its time, and the request can't be repeated automatically.
/// `corrected`: the next one will carry the right time.
Error refusedForTime(const QString &host, std::chrono::seconds offset, bool corrected);

} // namespace vouch
