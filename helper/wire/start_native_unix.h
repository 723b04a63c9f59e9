// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <spawn.h>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <unistd.h>

/// For files of Unix systems only: what each does in its own way when a client starts the
/// application.
namespace vouch::wire {

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor() {
        if (number_ >= 0)
            ::close(number_);
    }
    operator int() const noexcept { return number_; }

private:
    int number_;
};

/// This process's variables, ended by a null pointer.
char **ownEnvironment();

/// Whether a variable describes the user's desktop on this system, and adds neither trust nor code.
bool isDesktopVariable(std::string_view name);

/// Whether windows can be shown from here.
bool hasDisplay();

/// Has a program start without the files that this one has open, apart from the standard streams.
/// Returns flags for posix_spawnattr_setflags().
int closeInherited(posix_spawn_file_actions_t *actions);

/// The path of this program's file, with links resolved; empty on failure, which sets errno.
std::string ownFile();

/// Tells when another process ends. Construct it while the process runs.
class ProcessEnd {
public:
    explicit ProcessEnd(pid_t process);
    /// Whether it ends in time. True if it can't be watched.
    bool wait(std::chrono::milliseconds patience) const;

private:
    Descriptor watch_;
};

/// Tells when to try the endpoint again: something changed in its folder, or the application that
/// was started ended. Throws ConnectionError.
class StartWatch {
public:
    StartWatch(const std::string &directory, pid_t process);
    void wait(std::chrono::milliseconds patience);
    /// It ended, so no longer wait for that.
    void forgetProcess();

private:
    Descriptor folder_, watch_;
    bool watchesProcess_ = true;
};

} // namespace vouch::wire
