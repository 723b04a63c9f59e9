// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>

#include <concepts>
#include <functional>
#include <stop_token>
#include <utility>

namespace vouch {

/// Ends the coroutine if its result is no longer wanted, by throwing Stopped. Call it after each
/// `co_await`, and first in each Error handler around one: everything the coroutine works with,
/// including `this`, may be gone.
inline void throwIfStopped(const std::stop_token &stop) {
    if (stop.stop_requested())
        throw Stopped();
}

/// Owns a running coroutine. Destroying it requests the coroutine to stop, which then ends at its
/// next step without touching anything it worked on. (QCoro has no cancellation, and a task that
/// isn't awaited swallows its exception.)
///
/// This is the only way to start a coroutine from ordinary code:
///
///     task_ = ScopedTask([this](std::stop_token stop) { return signIn(stop); },
///                        [this](const Error &error) { show(error); });
///
/// The body is a plain lambda that calls a member coroutine; a lambda that is itself a coroutine
/// would lose its captures. GUI thread only.
///
/// Three pitfalls, which tests/style.sh checks for: no braces inside a co_await expression and no
/// co_await in a branch of `?:`, because GCC 12 destroys the temporaries twice; and co_return only
/// a local variable or a temporary, because QCoro 0.8 moves from its operand, even a member.
class [[nodiscard]] ScopedTask {
public:
    using Failed = std::function<void(const Error &)>;

    ScopedTask() noexcept : source_(std::nostopstate) {}
    template <std::invocable<std::stop_token> Body>
    ScopedTask(Body body, Failed failed) {
        run(body(source_.get_token()), source_.get_token(), std::move(failed));
    }
    ScopedTask(ScopedTask &&) noexcept = default;
    ScopedTask &operator=(ScopedTask &&other) noexcept {
        stop();
        source_ = std::exchange(other.source_, std::stop_source(std::nostopstate));
        return *this;
    }
    ~ScopedTask() { stop(); }

    /// Requests the coroutine to stop. `failed` won't be called.
    void stop() { source_.request_stop(); }

private:
    /// The coroutine frame holds its own copies, so it may outlive the ScopedTask.
    static QCoro::Task<> run(QCoro::Task<> task, std::stop_token stop, Failed failed);

    std::stop_source source_;
};

} // namespace vouch
