// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/outcome.h"

#include <QObject>
#include <QQueue>

namespace vouch::endpoint {

/// A story's moments, one after the other, none missed; from the one it is in on. `Of` has moment()
/// and a signal momentChanged(), as SignIn has.
template <typename Of>
class Moments {
public:
    using Moment = typename Of::Moment;

    explicit Moments(Of &of)
        : connection_(QObject::connect(&of, &Of::momentChanged, [this, &of] {
              queue_.enqueue(of.moment());
              wake_.deliver(true);
          })) {
        queue_.enqueue(of.moment());
    }
    Moments(const Moments &) = delete;
    Moments &operator=(const Moments &) = delete;
    ~Moments() { QObject::disconnect(connection_); }

    /// Finishes when there is a next one; fails when nobody will ever know.
    QFuture<bool> available() {
        wake_ = Outcome<bool>();
        if (!queue_.isEmpty())
            wake_.deliver(true);
        return wake_.future();
    }
    bool isEmpty() const { return queue_.isEmpty(); }
    Moment take() { return queue_.dequeue(); }
    /// Nobody waits any more.
    void abandon() { wake_.fail(cancelled()); }

private:
    QQueue<Moment> queue_;
    Outcome<bool> wake_;
    QMetaObject::Connection connection_;
};

} // namespace vouch::endpoint
