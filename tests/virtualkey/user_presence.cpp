// SPDX-License-Identifier: Apache-2.0
#include "user_presence.h"

#include <algorithm>
#include <utility>

namespace vouch::virtualkey {

UserPresence::UserPresence(TouchMode mode, std::chrono::seconds limit, Clock clock)
    : mode_(mode), limit_(limit), clock_(std::move(clock)) {}

UserPresence::Touch UserPresence::touch() {
    return Touch(*this);
}

void UserPresence::setMode(TouchMode mode) {
    mode_ = mode;
    automaticTouch_.reset();
    if (waiting() && mode == TouchMode::Auto)
        automaticTouch_ = clock_() + autoTouchDelay;
}

void UserPresence::press() {
    if (mode_ == TouchMode::Never)
        return;
    if (waiting())
        end(Status::Ok);
    else
        earlyTouch_ = clock_();
}

void UserPresence::cancel() {
    if (waiting())
        end(Status::KeepaliveCancel);
}

void UserPresence::expire() {
    if (!waiting())
        return;
    if (automaticTouch_ && clock_() >= *automaticTouch_)
        end(Status::Ok);
    else if (clock_() >= timeLimit_)
        // Sections 6.1.2 and 6.2.2 would have CTAP2_ERR_OPERATION_DENIED here, the same as when
        // the user declines; keys in the field say what really happened, and section 6.9 does.
        end(Status::UserActionTimeout);
}

std::optional<TimePoint> UserPresence::deadline() const {
    if (!waiting())
        return std::nullopt;
    return automaticTouch_ ? std::min(*automaticTouch_, timeLimit_) : timeLimit_;
}

void UserPresence::end(Status deferred) {
    Touch *ended = std::exchange(pending_, nullptr);
    ended->deferred_ = deferred;
    if (deferred == Status::Ok)
        listener_(false);
    ended->waiting_.resume();
}

UserPresence::Touch::~Touch() {
    if (presence_.pending_ == this)
        presence_.pending_ = nullptr;
}

bool UserPresence::Touch::await_ready() {
    const auto early = std::exchange(presence_.earlyTouch_, std::nullopt);
    return early && presence_.clock_() - *early <= touchMemory;
}

void UserPresence::Touch::await_suspend(std::coroutine_handle<> waiting) {
    waiting_ = waiting;
    presence_.pending_ = this;
    presence_.timeLimit_ = presence_.clock_() + presence_.limit_;
    presence_.setMode(presence_.mode_);
    presence_.listener_(true);
}

void UserPresence::Touch::await_resume() const {
    if (deferred_ != Status::Ok)
        throw CtapError(deferred_);
}

} // namespace vouch::virtualkey
