// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clock.h"
#include "status.h"

#include <coroutine>
#include <optional>

namespace vouch::virtualkey {

/// Who touches the key.
enum class TouchMode {
    Auto,   ///< an invisible finger, autoTouchDelay after the key began to wait
    Manual, ///< the `touch` command, and only that
    Never,  ///< nobody: every request runs into its time limit
};

/// The key's button.
class UserPresence {
public:
    /// So long an automatic finger takes: long enough for a host to see a keepalive that says
    /// "touch needed" (they come at once and then every 100 ms), short enough for many tests.
    static constexpr std::chrono::milliseconds autoTouchDelay{150};

    /// A touch while nothing waits for one still counts for a request that comes this much later,
    /// so that a script need not hit the moment.
    static constexpr std::chrono::seconds touchMemory{2};

    /// Hears when the key begins to wait and when a touch ended that. It must not call back.
    using Listener = std::function<void(bool waiting)>;

    UserPresence(TouchMode mode, std::chrono::seconds limit, Clock clock);

    void setListener(Listener listener) { listener_ = std::move(listener); }

    class Touch;
    /// `co_await` it for evidence of user interaction. Throws CtapError: UserActionTimeout when
    /// the limit passed, KeepaliveCancel when the host gave up.
    Touch touch();

    bool waiting() const { return pending_ != nullptr; }

    TouchMode mode() const { return mode_; }
    void setMode(TouchMode mode);

    // Each of these may finish the operation that waits.
    void press();
    void cancel();
    void expire();

    /// When expire() has something to do.
    std::optional<TimePoint> deadline() const;

    /// Forgets an early touch, as the pulled key does.
    void powerUp() { earlyTouch_.reset(); }

private:
    void end(Status deferred);

    TouchMode mode_;
    std::chrono::seconds limit_;
    Clock clock_;
    Listener listener_ = [](bool) {};
    Touch *pending_ = nullptr;
    TimePoint timeLimit_{};
    std::optional<TimePoint> automaticTouch_;
    std::optional<TimePoint> earlyTouch_;
};

class UserPresence::Touch {
public:
    explicit Touch(UserPresence &presence) : presence_(presence) {}
    Touch(const Touch &) = delete;
    Touch &operator=(const Touch &) = delete;
    ~Touch();

    bool await_ready();
    void await_suspend(std::coroutine_handle<> waiting);
    void await_resume() const;

private:
    friend class UserPresence;

    UserPresence &presence_;
    std::coroutine_handle<> waiting_;
    Status deferred_ = Status::Ok;
};

} // namespace vouch::virtualkey
