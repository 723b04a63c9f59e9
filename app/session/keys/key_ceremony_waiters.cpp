// SPDX-License-Identifier: Apache-2.0
// The requests that wait for a ceremony: how they begin it, join it, and end with it.
#include "session/keys/key_ceremony.h"

#include <algorithm>
#include <utility>

namespace vouch {

std::unique_ptr<KeyCeremony::Waiter> KeyCeremony::join(Requester who, bool inTerminal) {
    auto waiter = std::unique_ptr<Waiter>(new Waiter(this, std::move(who), inTerminal));
    waiters_.append(waiter.get());
    if (!isUnderWay()) {
        wrongPin_ = false;
        pinOnlyKey_.clear();
        keyChoice_.reset();
        setState(CeremonyState::Kind::Checking);
        task_ = ScopedTask([this](std::stop_token stop) { return run(stop); },
                           [this](const Error &error) {
                               finish(&error);
                               Q_EMIT failed(error);
                           });
    }
    Q_EMIT requestersChanged();
    return waiter;
}

KeyCeremony::Waiter::~Waiter() {
    if (ceremony_)
        ceremony_->leave(this);
}

void KeyCeremony::leave(Waiter *waiter) {
    if (!waiters_.removeOne(waiter))
        return;
    if (waiters_.isEmpty())
        finish(nullptr);
    Q_EMIT requestersChanged();
}

QList<Requester> KeyCeremony::requesters() const {
    QList<Requester> all;
    for (const Waiter *waiter : waiters_)
        all.append(waiter->who_);
    return all;
}

bool KeyCeremony::needsWindow() const {
    return std::ranges::any_of(waiters_, [](const Waiter *waiter) { return !waiter->inTerminal_; });
}

void KeyCeremony::cancel() {
    decline(cancelled());
}

void KeyCeremony::decline(const Error &error) {
    Q_EMIT declined(requesters());
    finish(&error);
}

void KeyCeremony::stop() {
    const Error error = cancelled();
    finish(&error);
}

/// Ends the ceremony and resolves all waiters.
void KeyCeremony::finish(const Error *error) {
    task_.stop();
    events_.end();
    pin_.reset();
    const auto waiters = std::exchange(waiters_, {});
    for (Waiter *waiter : waiters) {
        if (error != nullptr)
            waiter->deferred_.fail(*error);
        else
            waiter->deferred_.deliver(true);
    }
    if (error == nullptr && !waiters.isEmpty())
        Q_EMIT succeeded();
    setState(CeremonyState::Kind::Idle);
    if (!waiters.isEmpty())
        Q_EMIT requestersChanged();
}

QCoro::Task<> KeyCeremony::inWindow(Requester who, std::stop_token stop) {
    auto waiter = join(who);
    const auto done = waiter->done();
    const std::stop_callback onStop(stop, [&waiter] { waiter.reset(); });
    co_await done;
    throwIfStopped(stop);
}

} // namespace vouch
