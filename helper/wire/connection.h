// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/block.h"
#include "wire/runtime_paths.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace vouch::wire {

/// When to stop waiting.
using Deadline = std::chrono::steady_clock::time_point;

/// The connection failed or ended without an answer. `what()` is a sentence for the user.
class ConnectionError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The client's end of one connection to the tray application: one command, then its answer.
/// Blocking, for the helper and the command line. Closes the socket on destruction, which tells the
/// application that nobody is waiting anymore.
class Connection {
public:
    /// Connects, and verifies before sending anything that the directory and the listening process
    /// belong to this user. Returns nullopt if no application is listening. Throws ConnectionError
    /// if another user is.
    static std::optional<Connection> open(const RuntimePaths &paths);

    Connection(Connection &&other) noexcept;
    Connection &operator=(Connection &&) = delete;
    ~Connection();

    /// Throws ConnectionError.
    void send(const Bytes &block, Deadline deadline);
    /// Returns the next block of the answer. Throws ConnectionError if the application exits, sends
    /// a malformed answer, or misses the deadline.
    Block receive(Deadline deadline);

private:
    /// A file descriptor, or a Windows HANDLE.
    using Socket = std::intptr_t;
    explicit Connection(Socket socket) : socket_(socket) {}

    static constexpr const char *late_ =
        "Vouch didn't answer in time. Check its window, then try again.";
    /// Each transfers at least a byte, and returns how many; 0 if the other end is closed. Throws
    /// ConnectionError with `late_` at the deadline.
    std::size_t sendSome(std::string_view bytes, Deadline deadline);
    std::size_t receiveSome(char *buffer, std::size_t size, Deadline deadline);

    Socket socket_;
    std::size_t received_ = 0;
    BlockReader reader_{blockLimit, BlockReader::Strictness::Wire};
};

} // namespace vouch::wire
