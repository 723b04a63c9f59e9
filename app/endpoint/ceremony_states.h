// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deferred.h"

#include <QObject>
#include <QQueue>

namespace vouch::endpoint {

/// A queue of all the states that a ceremony goes through, starting with the current one.
/// `Ceremony` has state() and the signal stateChanged(), like SignIn.
template <typename Ceremony>
class CeremonyStates {
public:
    using CeremonyState = typename Ceremony::CeremonyState;

    explicit CeremonyStates(Ceremony &ceremony)
        : connection_(QObject::connect(&ceremony, &Ceremony::stateChanged, [this, &ceremony] {
              queue_.enqueue(ceremony.state());
              wake_.deliver(true);
          })) {
        queue_.enqueue(ceremony.state());
    }
    CeremonyStates(const CeremonyStates &) = delete;
    CeremonyStates &operator=(const CeremonyStates &) = delete;
    ~CeremonyStates() { QObject::disconnect(connection_); }

    /// Finishes when there is a state to take; fails after abandon().
    QFuture<bool> available() {
        wake_ = Deferred<bool>();
        if (!queue_.isEmpty())
            wake_.deliver(true);
        return wake_.future();
    }
    bool isEmpty() const { return queue_.isEmpty(); }
    CeremonyState take() { return queue_.dequeue(); }
    /// Ends the wait for the next state.
    void abandon() { wake_.fail(canceled()); }

private:
    QQueue<CeremonyState> queue_;
    Deferred<bool> wake_;
    QMetaObject::Connection connection_;
};

} // namespace vouch::endpoint
