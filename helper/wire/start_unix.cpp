// SPDX-License-Identifier: Apache-2.0
#include "wire/start.h"

#include "wire/request.h"
#include "wire/start_native_unix.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <string>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace vouch::wire {
namespace {

using std::chrono::steady_clock;

[[noreturn]] void fail(const std::string &what) {
    throw ConnectionError(what + ": " + std::strerror(errno) + ".");
}

/// Whether the application may inherit the variable. The client may run in a folder whose `.env`
/// somebody else wrote, and the application serves every client until it exits. So it gets the
/// variables that describe the user and the desktop, never ones that add trust or code. A proxy
/// can't read TLS; a Kerberos configuration (KRB5_CONFIG) can load code, so it isn't passed on.
bool isPassedOn(std::string_view name) {
    static constexpr std::array<std::string_view, 22> names{"HOME",
                                                            "USER",
                                                            "LOGNAME",
                                                            "PATH",
                                                            "LANG",
                                                            "LANGUAGE",
                                                            "TZ",
                                                            "VOUCH_LOG",
                                                            "KRB5CCNAME",
                                                            "KRB5_KTNAME",
                                                            "http_proxy",
                                                            "HTTP_PROXY",
                                                            "https_proxy",
                                                            "HTTPS_PROXY",
                                                            "all_proxy",
                                                            "ALL_PROXY",
                                                            "no_proxy",
                                                            "NO_PROXY",
                                                            "QT_FONT_DPI",
                                                            "QT_QPA_PLATFORM",
                                                            "QT_QPA_PLATFORMTHEME",
                                                            "QT_STYLE_OVERRIDE"};
    return std::ranges::find(names, name) != names.end() || isDesktopVariable(name) ||
           name.starts_with("LC_") || (name.starts_with("QT_") && name.find("SCALE") != name.npos);
}

std::vector<char *> cleanEnvironment() {
    std::vector<char *> clean;
    for (char **entry = ownEnvironment(); *entry != nullptr; ++entry) {
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
    posix_spawn_file_actions_addchdir_np(&actions, "/");
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes,
                             static_cast<short>(POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK |
                                                POSIX_SPAWN_SETSIGDEF | closeInherited(&actions)));
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

/// Connects as soon as the application listens.
Connection waitForEndpoint(const RuntimePaths &paths, pid_t child, Deadline deadline) {
    StartWatch watch(paths.directory, child);
    while (true) {
        if (auto connection = Connection::open(paths))
            return std::move(*connection);
        int status = 0;
        if (::waitpid(child, &status, WNOHANG) == child) {
            if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
                throw ConnectionError(
                    "Vouch quit while starting. Run vouch-tray yourself to see why.");
            watch.forgetProcess(); // it yielded to another instance, which is about to listen
        }
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline - steady_clock::now());
        if (left.count() <= 0)
            throw ConnectionError(
                "Vouch didn't start in time. Run vouch-tray yourself to see why.");
        watch.wait(left);
    }
}

/// Under sudo the files and the socket would belong to root instead of the user.
bool runsUnderSudo() {
    return ::geteuid() == 0 && std::getenv("SUDO_UID") != nullptr;
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
    const ProcessEnd end(static_cast<pid_t>(std::strtol(pid.c_str(), nullptr, 10)));
    auto handover = Connection::open(paths);
    if (!handover)
        return true;
    handover->send(request("raise").finish(), deadline);
    if (handover->receive(deadline).value("taken") != "yield")
        return false;
    // The application holds the lock until it exits.
    return end.wait(std::chrono::ceil<std::chrono::milliseconds>(deadline - steady_clock::now()));
}

std::string programBeside(std::string_view name) {
    const std::string own = ownFile();
    if (own.empty())
        fail("Can't find this program's own file");
    return own.substr(0, own.find_last_of('/') + 1).append(name);
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
