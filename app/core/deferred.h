// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.h"

#include <QFuture>
#include <QPromise>

#include <utility>

namespace vouch {

/// A result that is to come: delivered once by its owner, awaited by any number of stories through
/// `future()`. Whatever happens, the future finishes, because a coroutine that awaits one which
/// never does is never resumed and never destroyed: an Deferred that dies undelivered fails as
/// cancelled.
///
/// Deliver on any thread; stories resume on the thread that awaits. `T` is copied to each of them.
template <typename T>
class Deferred {
public:
    Deferred() { promise_.start(); }
    Deferred(Deferred &&other) noexcept
        : promise_(std::move(other.promise_)), delivered_(std::exchange(other.delivered_, true)) {}
    Deferred &operator=(Deferred &&other) noexcept {
        abandon();
        promise_ = std::move(other.promise_);
        delivered_ = std::exchange(other.delivered_, true);
        return *this;
    }
    ~Deferred() { abandon(); }

    QFuture<T> future() const { return promise_.future(); }

    void deliver(T value) requires(!std::is_void_v<T>) {
        if (std::exchange(delivered_, true))
            return;
        promise_.addResult(std::move(value));
        promise_.finish();
    }
    void fail(const Error &error) {
        if (std::exchange(delivered_, true))
            return;
        promise_.setException(error);
        promise_.finish();
    }

private:
    void abandon() { fail(cancelled()); }

    mutable QPromise<T> promise_;
    bool delivered_ = false;
};

} // namespace vouch
