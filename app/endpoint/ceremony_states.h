// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deferred.h"

#include <QObject>
#include <QQueue>

namespace vouch::endpoint {

/// A story's moments, one after the other, none missed; from the one it is in on. `Of` has moment()
/// and a signal stateChanged(), as SignIn has.
template <typename Of>
class CeremonyStates {
public:
    using CeremonyState = typename Of::CeremonyState;

    explicit CeremonyStates(Of &of)
        : connection_(QObject::connect(&of, &Of::stateChanged, [this, &of] {
              queue_.enqueue(of.state());
              wake_.deliver(true);
          })) {
        queue_.enqueue(of.state());
    }
    CeremonyStates(const CeremonyStates &) = delete;
    CeremonyStates &operator=(const CeremonyStates &) = delete;
    ~CeremonyStates() { QObject::disconnect(connection_); }

    /// Finishes when there is a next one; fails when nobody will ever know.
    QFuture<bool> available() {
        wake_ = Deferred<bool>();
        if (!queue_.isEmpty())
            wake_.deliver(true);
        return wake_.future();
    }
    bool isEmpty() const { return queue_.isEmpty(); }
    CeremonyState take() { return queue_.dequeue(); }
    /// Nobody waits any more.
    void abandon() { wake_.fail(cancelled()); }

private:
    QQueue<CeremonyState> queue_;
    Deferred<bool> wake_;
    QMetaObject::Connection connection_;
};

} // namespace vouch::endpoint
