// SPDX-License-Identifier: Apache-2.0
#include "endpoint/application_lock.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace vouch::endpoint {
namespace {

[[noreturn]] void fail(const std::string &path) {
    throw std::system_error(errno, std::generic_category(), path);
}

/// Opens the lock file, creating it if it's missing. Accepts regular files only: locks on FIFOs and
/// devices behave differently.
int openFile(const std::string &path) {
    const int file =
        ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (file < 0)
        fail(path);
    struct stat info {};
    if (::fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
        ::close(file);
        errno = EINVAL;
        fail(path);
    }
    return file;
}

/// Vouch 0.1.0 removes its file when it quits, and a lock on a removed file keeps nobody out.
bool isStillAt(const std::string &path, int file) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(file, &opened) == 0 && ::lstat(path.c_str(), &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

} // namespace

ApplicationLock::ApplicationLock(std::string path) : path_(std::move(path)) {}

ApplicationLock::~ApplicationLock() {
    if (file_ >= 0)
        ::close(static_cast<int>(file_));
}

bool ApplicationLock::tryLock(std::chrono::milliseconds patience) {
    constexpr std::chrono::milliseconds pause{50};
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (true) {
        const int file = openFile(path_);
        if (::flock(file, LOCK_EX | LOCK_NB) == 0) {
            if (isStillAt(path_, file)) {
                file_ = file;
                return true;
            }
            ::close(file); // removed after we opened it: try the new file
            continue;
        }
        const int error = errno;
        ::close(file);
        if (error != EWOULDBLOCK && error != EINTR) {
            errno = error;
            fail(path_);
        }
        if (std::chrono::steady_clock::now() >= deadline)
            return false;
        std::this_thread::sleep_for(pause);
    }
}

} // namespace vouch::endpoint
