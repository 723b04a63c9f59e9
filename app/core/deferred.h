// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.h"

#include <QFuture>
#include <QPromise>

#include <utility>

namespace vouch {

/// A future result, delivered once by its owner and awaited by any number of coroutines through
/// `future()`. The future always finishes: a Deferred destroyed before delivery fails with
/// canceled(), because a coroutine awaiting a future that never finishes would leak.
///
/// Deliver from any thread; each coroutine resumes on its own thread and gets a copy of `T`.
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
    void abandon() { fail(canceled()); }

    mutable QPromise<T> promise_;
    bool delivered_ = false;
};

} // namespace vouch
