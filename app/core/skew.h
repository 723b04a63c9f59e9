// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"

#include <chrono>

namespace vouch {

/// How far another computer's clock is ahead of ours, learned from the `Date` of its answers. What
/// we sign for it must carry its time, or it is refused (DPoP after 60 s, AWS after 5 min).
class Skew {
public:
    explicit Skew(const Clock &clock) : clock_(clock) {}

    /// The other one's time, as well as we know it.
    Time now() const { return clock_.now() + offset_; }
    /// The same moment by our own clock.
    Time toLocal(Time theirs) const { return theirs - offset_; }
    /// Their clock minus ours; zero while they agree to the minute.
    std::chrono::seconds offset() const noexcept { return offset_; }

    /// Learns from an answer. True when that changed the offset by more than a minute, so that a
    /// refused request may succeed when it is made anew.
    bool learn(Time theirs) {
        const auto difference = theirs - clock_.now();
        const auto tolerance = std::chrono::seconds(60);
        const auto offset = abs(difference) > tolerance ? difference : std::chrono::seconds(0);
        const bool changed = abs(offset - offset_) > tolerance;
        if (changed)
            offset_ = offset;
        return changed;
    }

private:
    const Clock &clock_;
    std::chrono::seconds offset_{0};
};

} // namespace vouch
