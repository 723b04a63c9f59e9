// SPDX-License-Identifier: Apache-2.0
#include "wire/start.h"

#include "wire/request.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <string>
#include <string_view>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace vouch::wire {
namespace {

using std::chrono::steady_clock;

[[noreturn]] void fail(const std::string &what) {
    throw ConnectionError(what + ": " + std::strerror(errno) + ".");
}

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

/// Whether the application may inherit the variable. The client may run in a folder whose `.env`
/// somebody else wrote, and the application serves every client until it exits. So it gets the
/// variables that describe the user and the desktop, never ones that add trust or code. A proxy
/// can't read TLS; a Kerberos configuration (KRB5_CONFIG) can load code, so it isn't passed on.
bool isPassedOn(std::string_view name) {
    static constexpr std::array<std::string_view, 28> names{
        "HOME",        "USER",        "LOGNAME",
        "PATH",        "LANG",        "LANGUAGE",
        "TZ",          "DISPLAY",     "WAYLAND_DISPLAY",
        "XAUTHORITY",  "XMODIFIERS",  "DBUS_SESSION_BUS_ADDRESS",
        "VOUCH_LOG",   "KRB5CCNAME",  "DESKTOP_SESSION",
        "KRB5_KTNAME", "http_proxy",  "QT_QPA_PLATFORM",
        "HTTP_PROXY",  "https_proxy", "QT_QPA_PLATFORMTHEME",
        "HTTPS_PROXY", "all_proxy",   "QT_STYLE_OVERRIDE",
        "ALL_PROXY",   "no_proxy",    "QT_FONT_DPI",
        "NO_PROXY"};
    return std::ranges::find(names, name) != names.end() || name.starts_with("LC_") ||
           name.starts_with("XDG_") || name.ends_with("_IM_MODULE") ||
           (name.starts_with("QT_") && name.find("SCALE") != name.npos);
}

std::vector<char *> cleanEnvironment() {
    std::vector<char *> clean;
    for (char **entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        if (isPassedOn(text.substr(0, text.find('='))))
            clean.push_back(*entry);
    }
    clean.push_back(nullptr);
    return clean;
}

pid_t spawn(const std::string &program) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    posix_spawn_file_actions_addchdir_np(&actions, "/");
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    const mode_t callers = ::umask(077); // inherited by the child

    std::string name = program;
    std::string background = "--background";
    std::array<char *, 3> arguments{name.data(), background.data(), nullptr};
    pid_t child = -1;
    const int error = posix_spawn(&child, program.c_str(), &actions, &attributes, arguments.data(),
                                  cleanEnvironment().data());
    ::umask(callers); // git-remote-codecommit becomes git, which creates shared files too
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        errno = error;
        fail("Can't start " + program);
    }
    return child;
}

/// Waits for the lock that the starting client holds. Once the previous holder releases it, either
/// the socket answers or it's our turn to start the application.
Descriptor lockStart(const RuntimePaths &paths, Deadline deadline) {
    const int lock =
        ::open(paths.startLock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0)
        fail("Can't open " + paths.startLock);
    if (::flock(lock, LOCK_EX | LOCK_NB) == 0)
        return Descriptor(lock);

    // flock() has no timeout, but a signal without SA_RESTART interrupts it.
    struct sigaction action {};
    action.sa_handler = [](int) {};
    ::sigaction(SIGALRM, &action, nullptr);
    const auto left = std::chrono::ceil<std::chrono::seconds>(deadline - steady_clock::now());
    ::alarm(static_cast<unsigned>(std::max<long long>(left.count(), 1)));
    const int result = ::flock(lock, LOCK_EX);
    ::alarm(0);
    if (result != 0) {
        ::close(lock);
        throw ConnectionError(
            "Vouch is starting but isn't ready yet. Run vouch-tray yourself to see why.");
    }
    return Descriptor(lock);
}

/// Connects as soon as the application listens. inotify reports when to try.
Connection waitForEndpoint(const RuntimePaths &paths, pid_t child, Deadline deadline) {
    const Descriptor watch(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    if (watch < 0 || ::inotify_add_watch(watch, paths.directory.c_str(),
                                         IN_CREATE | IN_MOVED_TO | IN_ATTRIB) < 0)
        fail("Can't watch " + paths.directory);
    const Descriptor process(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
    std::array<pollfd, 2> events{{{watch, POLLIN, 0}, {process, POLLIN, 0}}};
    while (true) {
        if (auto connection = Connection::open(paths))
            return std::move(*connection);
        int status = 0;
        if (::waitpid(child, &status, WNOHANG) == child) {
            if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
                throw ConnectionError(
                    "Vouch quit while starting. Run vouch-tray yourself to see why.");
            events[1].fd = -1; // it yielded to another instance, which is about to listen
        }
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline - steady_clock::now());
        if (left.count() <= 0)
            throw ConnectionError(
                "Vouch didn't start in time. Run vouch-tray yourself to see why.");
        ::poll(events.data(), events.size(), static_cast<int>(left.count()));
        std::array<char, 4096> notes;
        while (::read(watch, notes.data(), notes.size()) > 0)
            continue; // which event it was doesn't matter
    }
}

/// Under sudo the files and the socket would belong to root instead of the user.
bool runsUnderSudo() {
    return ::geteuid() == 0 && std::getenv("SUDO_UID") != nullptr;
}

bool hasDisplay() {
    return std::ranges::any_of(std::array{"DISPLAY", "WAYLAND_DISPLAY"}, [](const char *name) {
        const char *value = std::getenv(name);
        return value != nullptr && *value != '\0';
    });
}

} // namespace

bool makeRoom(const RuntimePaths &paths, Deadline deadline) {
    if (!hasDisplay())
        return false;
    auto query = Connection::open(paths);
    if (!query)
        return true;
    query->send(request("status").finish(), deadline);
    const Block status = query->receive(deadline);
    if (status.value("display") != "no")
        return false;
    const std::string pid(status.value("pid"));
    const Descriptor process(static_cast<int>(
        ::syscall(SYS_pidfd_open, static_cast<pid_t>(std::strtol(pid.c_str(), nullptr, 10)), 0)));
    auto handover = Connection::open(paths);
    if (!handover)
        return true;
    handover->send(request("raise").finish(), deadline);
    if (handover->receive(deadline).value("taken") != "yield")
        return false;
    // The application holds the lock until it exits.
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - steady_clock::now());
    pollfd end{process, POLLIN, 0};
    return process < 0 || ::poll(&end, 1, static_cast<int>(std::max<long>(left.count(), 0))) > 0;
}

std::string programBeside(std::string_view name) {
    std::array<char, PATH_MAX> path;
    const ssize_t size = ::readlink("/proc/self/exe", path.data(), path.size());
    if (size <= 0)
        fail("Can't find this program's own file");
    const std::string_view own(path.data(), static_cast<std::size_t>(size));
    return std::string(own.substr(0, own.find_last_of('/') + 1)).append(name);
}

Connection connectOrStart(const RuntimePaths &paths) {
    if (runsUnderSudo())
        throw ConnectionError("Vouch doesn't work under sudo. Run git as yourself, without sudo.");
    if (auto connection = Connection::open(paths))
        return std::move(*connection);

    const Deadline deadline = steady_clock::now() + std::chrono::seconds(startSeconds);
    makeDirectory(paths);
    const Descriptor lock = lockStart(paths, deadline);
    if (auto connection = Connection::open(paths))
        return std::move(*connection);
    const std::string program = programBeside("vouch-tray");
    if (::access(program.c_str(), X_OK) != 0)
        fail("Can't start " + program);
    return waitForEndpoint(paths, spawn(program), deadline);
}

} // namespace vouch::wire
