// SPDX-License-Identifier: Apache-2.0
#include "wire/start_native_unix.h"

#include "wire/connection.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <crt_externs.h>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <mach-o/dyld.h>
#include <sys/event.h>

namespace vouch::wire {
namespace {

/// Adds to a kqueue. False on failure, which sets errno.
bool add(int queue, std::uintptr_t what, short filter, unsigned short flags, unsigned notes) {
    struct kevent event {};
    event.ident = what;
    event.filter = filter;
    event.flags = static_cast<unsigned short>(EV_ADD | flags);
    event.fflags = notes;
    return ::kevent(queue, &event, 1, nullptr, 0, nullptr) == 0;
}

bool addProcess(int queue, pid_t process) {
    return add(queue, static_cast<std::uintptr_t>(process), EVFILT_PROC, EV_ONESHOT, NOTE_EXIT);
}

/// A kqueue that tells when the process ends; negative if it has ended already.
int openProcess(pid_t process) {
    const int queue = ::kqueue();
    if (queue < 0 || addProcess(queue, process))
        return queue;
    ::close(queue);
    return -1;
}

/// Whether an event comes in time.
bool awaitEvent(int queue, std::chrono::milliseconds patience) {
    const auto left = std::max<long long>(patience.count(), 0);
    const timespec time{static_cast<time_t>(left / 1000),
                        static_cast<long>(left % 1000 * 1'000'000)};
    struct kevent event {};
    return ::kevent(queue, nullptr, 0, &event, 1, &time) > 0;
}

} // namespace

char **ownEnvironment() {
    return *_NSGetEnviron();
}

bool isDesktopVariable(std::string_view name) {
    return name == "__CF_USER_TEXT_ENCODING" || name == "TMPDIR";
}

bool hasDisplay() {
    // Over ssh no window can be shown, although the application itself could tell only by trying.
    return std::getenv("SSH_CONNECTION") == nullptr;
}

int closeInherited(posix_spawn_file_actions_t *) {
    return POSIX_SPAWN_CLOEXEC_DEFAULT;
}

std::string ownFile() {
    std::array<char, PATH_MAX> path;
    std::array<char, PATH_MAX> resolved;
    auto size = static_cast<std::uint32_t>(path.size());
    if (::_NSGetExecutablePath(path.data(), &size) != 0) {
        errno = ENAMETOOLONG;
        return {};
    }
    return ::realpath(path.data(), resolved.data()) == nullptr ? std::string{}
                                                               : std::string(resolved.data());
}

ProcessEnd::ProcessEnd(pid_t process) : watch_(openProcess(process)) {}

bool ProcessEnd::wait(std::chrono::milliseconds patience) const {
    return watch_ < 0 || awaitEvent(watch_, patience);
}

StartWatch::StartWatch(const std::string &directory, pid_t process)
    : folder_(::open(directory.c_str(), O_EVTONLY | O_CLOEXEC)), watch_(::kqueue()) {
    if (folder_ < 0 || watch_ < 0 ||
        !add(watch_, static_cast<std::uintptr_t>(int(folder_)), EVFILT_VNODE, EV_CLEAR,
             NOTE_WRITE | NOTE_ATTRIB))
        throw ConnectionError("Can't watch " + directory + ": " + std::strerror(errno) + ".");
    addProcess(watch_, process); // if it has ended already, the caller sees that before it waits
}

void StartWatch::wait(std::chrono::milliseconds patience) {
    awaitEvent(watch_, patience);
}

void StartWatch::forgetProcess() {
    watchesProcess_ = false; // the kernel forgot it when it told us
}

} // namespace vouch::wire
