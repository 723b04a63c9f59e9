// SPDX-License-Identifier: Apache-2.0
#include "session/notices.h"

#include "session/session.h"

#include <algorithm>
#include <optional>

namespace vouch {

using namespace std::chrono_literals;

Notices::Notices(Session &session, Clock &clock) : session_(session), clock_(clock) {
    connect(&session_, &Session::began, this, [this] {
        announced_.clear();
        arm();
    });
    connect(&session_, &Session::ended, this, [this] { next_.reset(); });
}

void Notices::setTimes(const QList<std::chrono::minutes> &times) {
    times_ = times;
    if (!session_.isActive())
        return;
    markDue();
    arm();
}

void Notices::markDue() {
    for (const auto before : std::as_const(times_))
        if (!announced_.contains(before) && clock_.now() >= session_.expiresAt() - before)
            announced_.append(before);
}

void Notices::arm() {
    next_.reset();
    std::optional<Time> soonest;
    for (const auto before : std::as_const(times_)) {
        const Time at = session_.expiresAt() - before;
        if (before > 0min && at > session_.beganAt() && !announced_.contains(before))
            soonest = std::min(soonest.value_or(at), at);
    }
    if (soonest)
        next_ = clock_.at(*soonest, [this] { announce(); });
}

void Notices::announce() {
    markDue();
    arm();
    const auto remaining = session_.expiresAt() - clock_.now();
    if (remaining > 0s) // otherwise the session's end is the notice
        Q_EMIT endIsNear(std::chrono::ceil<std::chrono::minutes>(remaining));
}

} // namespace vouch
