// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"

#include <chrono>
#include <optional>

namespace vouch {

/// How far another computer's clock is ahead of ours, learned from the `Date` of its answers. What
/// we sign for it must carry its time, or it is refused (DPoP after 60 s, AWS after 5 min). Stays
/// right when somebody sets our clock meanwhile: a computer that was resumed, or found its time
/// server late.
class Skew {
public:
    explicit Skew(const Clock &clock) : clock_(clock) {}

    /// The other one's time, as well as we know it.
    Time now() const { return clock_.now() + offset(); }
    /// The same moment by our own clock.
    Time toLocal(Time theirs) const { return theirs - offset(); }
    /// Their clock minus ours; zero while they agree to the minute.
    std::chrono::seconds offset() const {
        if (!learned_)
            return std::chrono::seconds(0);
        const auto set = (clock_.now() - learned_->now) - (clock_.elapsed() - learned_->elapsed);
        const bool wasSet = abs(set) > std::chrono::seconds(5); // less is rounding, or a slow clock
        return within(wasSet ? learned_->offset - set : learned_->offset);
    }

    /// Learns from an answer. True when that changed the offset by more than a minute, so that a
    /// refused request may succeed when it is made anew.
    bool learn(Time theirs) {
        const auto before = offset();
        const Time now = clock_.now();
        learned_ = Learned{within(theirs - now), now, clock_.elapsed()};
        return abs(learned_->offset - before) > tolerance;
    }

private:
    static constexpr std::chrono::seconds tolerance{60};
    static std::chrono::seconds within(std::chrono::seconds difference) {
        return abs(difference) > tolerance ? difference : std::chrono::seconds(0);
    }

    struct Learned {
        std::chrono::seconds offset;
        Time now; ///< ours, then
        std::chrono::seconds elapsed;
    };

    const Clock &clock_;
    std::optional<Learned> learned_;
};

} // namespace vouch
