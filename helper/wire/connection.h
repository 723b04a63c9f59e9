// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/block.h"
#include "wire/runtime_paths.h"

#include <chrono>
#include <optional>
#include <stdexcept>

namespace vouch::wire {

/// A moment after which nobody waits any more.
using Deadline = std::chrono::steady_clock::time_point;

/// The conversation ended without an answer. `what()` is a sentence for a person.
class ConnectionError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A client's end of one conversation with the tray application: one command, then its answer.
/// Blocking, for the helper and the command line; closes the socket when it dies, which the
/// application takes as "nobody waits any more".
class Connection {
public:
    /// Connects, and checks before a word is said that the directory and the listening process are
    /// ours. Nothing when no application listens there. Throws ConnectionError when somebody else
    /// does.
    static std::optional<Connection> open(const RuntimePaths &paths);

    Connection(Connection &&other) noexcept;
    Connection &operator=(Connection &&) = delete;
    ~Connection();

    /// Throws ConnectionError.
    void send(const Bytes &block, Deadline deadline);
    /// The next block of the answer. Throws ConnectionError when the application goes away, sends
    /// what cannot be read, or lets the deadline pass.
    Block receive(Deadline deadline);

private:
    explicit Connection(int socket) : socket_(socket) {}

    int socket_;
    std::size_t received_ = 0;
    BlockReader reader_{blockLimit, BlockReader::Strictness::Wire};
};

} // namespace vouch::wire
