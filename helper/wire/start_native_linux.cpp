// SPDX-License-Identifier: Apache-2.0
#include "wire/start_native_unix.h"

#include "wire/connection.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/syscall.h>

namespace vouch::wire {
namespace {

/// A pidfd; negative where the kernel has none.
int openProcess(pid_t process) {
    return static_cast<int>(::syscall(SYS_pidfd_open, process, 0));
}

} // namespace

char **ownEnvironment() {
    return environ;
}

bool isDesktopVariable(std::string_view name) {
    static constexpr std::array<std::string_view, 6> names{
        "DISPLAY",    "WAYLAND_DISPLAY",          "XAUTHORITY",
        "XMODIFIERS", "DBUS_SESSION_BUS_ADDRESS", "DESKTOP_SESSION"};
    return std::ranges::find(names, name) != names.end() || name.starts_with("XDG_") ||
           name.ends_with("_IM_MODULE");
}

bool hasDisplay() {
    return std::ranges::any_of(std::array{"DISPLAY", "WAYLAND_DISPLAY"}, [](const char *name) {
        const char *value = std::getenv(name);
        return value != nullptr && *value != '\0';
    });
}

int closeInherited(posix_spawn_file_actions_t *actions) {
    posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
    return 0;
}

std::string ownFile() {
    std::array<char, PATH_MAX> path;
    const ssize_t size = ::readlink("/proc/self/exe", path.data(), path.size());
    return size > 0 ? std::string(path.data(), static_cast<std::size_t>(size)) : std::string{};
}

ProcessEnd::ProcessEnd(pid_t process) : watch_(openProcess(process)) {}

bool ProcessEnd::wait(std::chrono::milliseconds patience) const {
    pollfd end{watch_, POLLIN, 0};
    return watch_ < 0 || ::poll(&end, 1, static_cast<int>(std::max<long>(patience.count(), 0))) > 0;
}

StartWatch::StartWatch(const std::string &directory, pid_t process)
    : folder_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)), watch_(openProcess(process)) {
    if (folder_ < 0 ||
        ::inotify_add_watch(folder_, directory.c_str(), IN_CREATE | IN_MOVED_TO | IN_ATTRIB) < 0)
        throw ConnectionError("Can't watch " + directory + ": " + std::strerror(errno) + ".");
}

void StartWatch::wait(std::chrono::milliseconds patience) {
    std::array<pollfd, 2> events{
        {{folder_, POLLIN, 0}, {watchesProcess_ ? int(watch_) : -1, POLLIN, 0}}};
    ::poll(events.data(), events.size(), static_cast<int>(patience.count()));
    std::array<char, 4096> notes;
    while (::read(folder_, notes.data(), notes.size()) > 0)
        continue; // which event it was doesn't matter
}

void StartWatch::forgetProcess() {
    watchesProcess_ = false;
}

} // namespace vouch::wire
