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

/// Ends the story here when nobody wants its result any more. To be called after each `co_await`,
/// and first of all in each handler of an Error behind one: what the story worked for may be gone,
/// `this` included. Throws Stopped.
inline void throwIfStopped(const std::stop_token &stop) {
    if (stop.stop_requested())
        throw Stopped();
}

/// A running coroutine and the right to its result. Destroying the ScopedTask asks the coroutine to
/// stop: it ends at its next step without touching what it worked on. (QCoro has no cancellation of
/// its own, and a task that nobody awaits would swallow its exception.)
///
/// The one way to start a coroutine from ordinary code:
///
///     task_ = Story([this](std::stop_token stop) { return signIn(stop); },
///                    [this](const Error &error) { show(error); });
///
/// The body is a plain function that calls a member coroutine; a lambda that is itself a coroutine
/// would lose its captures. GUI thread only.
///
/// Three traps, which tests/style.sh looks for: no braces inside a co_await expression, and no
/// co_await in a branch of `?:`, because GCC 12 destroys twice what they make there; and nothing
/// but a local variable or a fresh value behind co_return, because QCoro 0.8 moves from whatever it
/// names, a member too.
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

    /// Nobody wants the result any more; `failed` will not be called.
    void stop() { source_.request_stop(); }

private:
    /// The frame holds its own copies, so it may outlive the ScopedTask.
    static QCoro::Task<> run(QCoro::Task<> task, std::stop_token stop, Failed failed);

    std::stop_source source_;
};

} // namespace vouch
