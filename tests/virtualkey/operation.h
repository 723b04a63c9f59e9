// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bytes.h"
#include "status.h"

#include <coroutine>
#include <utility>

namespace vouch::virtualkey {

/// One CTAP2 command as a coroutine: it reads like the algorithm in the specification and stops
/// only where that asks for evidence of user interaction (`co_await presence.touch()`).
///
/// It runs as far as it can when it is called. Destroying it drops the command without a trace,
/// which is what happens inside a key that is pulled out.
class Operation {
public:
    struct promise_type {
        Operation get_return_object() {
            return Operation(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_value(Bytes cbor) { body = std::move(cbor); }
        void unhandled_exception();

        Status status = Status::Ok;
        Bytes body;
    };

    Operation(Operation &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    Operation &operator=(Operation &&) = delete;
    ~Operation() {
        if (handle_)
            handle_.destroy();
    }

    bool done() const { return handle_.done(); }

    /// Of a command that is done: status byte, then the CBOR, if any (CTAP 2.1 section 8).
    Bytes response() const;

private:
    explicit Operation(std::coroutine_handle<promise_type> handle) : handle_(handle) {}

    std::coroutine_handle<promise_type> handle_;
};

} // namespace vouch::virtualkey
