// SPDX-License-Identifier: Apache-2.0
#include "session/keys/ceremony_events.h"

#include "core/scoped_task.h"
#include "fido/authenticator.h"

namespace vouch {

void CeremonyEvents::begin() {
    watch_ = authenticator_.watchKeys([this] { post(Event::LookAgain); });
}

void CeremonyEvents::end() {
    wake_ = Deferred<bool>();
    watch_.reset();
}

void CeremonyEvents::post(Event event) {
    events_.enqueue(event);
    wake_.deliver(true);
}

QCoro::Task<CeremonyEvents::Event> CeremonyEvents::next(KeysMatter matter, std::stop_token stop) {
    events_.clear();
    while (true) {
        const Keys now = co_await authenticator_.keys();
        throwIfStopped(stop);
        if (matter(now))
            co_return Event::LookAgain;
        while (events_.isEmpty()) {
            wake_ = Deferred<bool>();
            co_await wake_.future();
            throwIfStopped(stop);
        }
        const Event event = events_.dequeue();
        if (event != Event::LookAgain)
            co_return Event(event);
    }
}

QCoro::Task<CeremonyEvents::Event> CeremonyEvents::action(std::stop_token stop) {
    return next([](const Keys &) { return false; }, std::move(stop));
}

} // namespace vouch
