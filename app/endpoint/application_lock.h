// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace vouch::endpoint {

/// Makes sure that a user runs only one application. A kernel lock on a file: the kernel releases
/// it however its holder ends, and a leftover file, whatever its content, blocks nobody. Blocks the
/// calling thread while it waits.
class ApplicationLock {
public:
    /// `path` is absolute, in a folder that only its owner can access.
    explicit ApplicationLock(std::string path);
    ApplicationLock(const ApplicationLock &) = delete;
    ApplicationLock &operator=(const ApplicationLock &) = delete;
    /// Releases the lock. The file stays: by now it could be a successor's.
    ~ApplicationLock();

    /// False if another application still holds the lock after `patience`. Throws
    /// std::system_error if the file can't be opened or locked.
    bool tryLock(std::chrono::milliseconds patience);

private:
    std::string path_;
    std::intptr_t file_ = -1; ///< a file descriptor, or a Windows HANDLE
};

} // namespace vouch::endpoint
