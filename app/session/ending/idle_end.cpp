// SPDX-License-Identifier: Apache-2.0
#include "session/ending/idle_end.h"

#include "session/keys/enrollment.h"
#include "session/keys/sign_in.h"
#include "session/profiles/profiles.h"
#include "session/session.h"

#include <algorithm>

namespace vouch {

using namespace std::chrono_literals;

namespace {

constexpr auto idleTime = 10min;

} // namespace

IdleEnd::IdleEnd(Session &session, SignIn &signIn, Enrollment &enrollment, Profiles &profiles,
                 Clock &clock, std::function<void()> quit)
    : session_(session), signIn_(signIn), enrollment_(enrollment), profiles_(profiles),
      clock_(clock), quit_(std::move(quit)) {
    connect(&session_, &Session::ended, this, &IdleEnd::wait);
    connect(&signIn_, &SignIn::stateChanged, this, &IdleEnd::wait);
    connect(&enrollment_, &Enrollment::stateChanged, this, &IdleEnd::wait);
    connect(&profiles_, &Profiles::changed, this, &IdleEnd::wait); // emitted on each use
    wait();
}

/// Starts the idle time over: from now, or from the end of the last credentials in memory.
void IdleEnd::wait() {
    const Time from = std::max(clock_.now(), profiles_.lastEnd());
    alarm_ = clock_.at(from + idleTime, [this] { quitIfIdle(); });
}

void IdleEnd::quitIfIdle() {
    if (session_.isActive() || signIn_.isUnderWay() || enrollment_.isUnderWay())
        return; // wait() is called again when it ends
    if (profiles_.lastEnd() > clock_.now())
        wait();
    else
        quit_();
}

} // namespace vouch
