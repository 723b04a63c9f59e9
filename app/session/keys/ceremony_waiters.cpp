// SPDX-License-Identifier: Apache-2.0
#include "session/keys/ceremony_waiters.h"

#include <algorithm>
#include <utility>

namespace vouch {

std::unique_ptr<CeremonyWaiters::Waiter> CeremonyWaiters::add(Requester who, bool inTerminal) {
    auto waiter = std::unique_ptr<Waiter>(new Waiter(this, std::move(who), inTerminal));
    waiters_.append(waiter.get());
    return waiter;
}

CeremonyWaiters::Waiter::~Waiter() {
    if (all_ && all_->waiters_.removeOne(this))
        Q_EMIT all_->left();
}

bool CeremonyWaiters::resolve(const Error *error) {
    const auto waiters = std::exchange(waiters_, {});
    for (Waiter *waiter : waiters) {
        if (error != nullptr)
            waiter->deferred_.fail(*error);
        else
            waiter->deferred_.deliver(true);
    }
    return !waiters.isEmpty();
}

QList<Requester> CeremonyWaiters::requesters() const {
    QList<Requester> all;
    for (const Waiter *waiter : waiters_)
        all.append(waiter->who_);
    return all;
}

bool CeremonyWaiters::needWindow() const {
    return std::ranges::any_of(waiters_, [](const Waiter *waiter) { return !waiter->inTerminal_; });
}

bool CeremonyWaiters::areAwaited() const {
    return isAwaited(requesters()) ||
           std::ranges::any_of(waiters_, [](const Waiter *waiter) { return waiter->inTerminal_; });
}

} // namespace vouch
