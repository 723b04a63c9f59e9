// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

namespace vouch::endpoint {

/// The lock that makes one application a user's only one. The kernel holds it and gives it back
/// when its holder ends, however it ends: the file's content says nothing, so an empty, torn or old
/// file stops nobody. Blocks its thread while it waits.
class ApplicationLock {
public:
    /// `path` is absolute, in a folder that only its owner may enter.
    explicit ApplicationLock(std::string path);
    ApplicationLock(const ApplicationLock &) = delete;
    ApplicationLock &operator=(const ApplicationLock &) = delete;
    /// Gives the lock back. The file stays: whoever removed it could take a successor's away.
    ~ApplicationLock();

    /// False when another application holds the lock and goes on to for `patience`. Throws
    /// std::system_error where the file cannot be had.
    bool tryLock(std::chrono::milliseconds patience);

private:
    std::string path_;
    int file_ = -1;
};

} // namespace vouch::endpoint
