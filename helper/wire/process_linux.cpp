// SPDX-License-Identifier: Apache-2.0
#include "wire/process.h"

#include <algorithm>
#include <array>
#include <climits>
#include <cstdlib>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <string_view>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace vouch::wire {
namespace {

constexpr int maxAncestors = 32;
constexpr std::size_t maxBytes = 128 * 1024; ///< of one command line

std::string readFile(const std::string &path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    std::string content;
    char chunk[4096];
    ssize_t got = 0;
    while (file >= 0 && content.size() < maxBytes && (got = ::read(file, chunk, sizeof chunk)) > 0)
        content.append(chunk, static_cast<std::size_t>(got));
    if (file >= 0)
        ::close(file);
    return content;
}

std::string readLink(const std::string &path) {
    char target[PATH_MAX];
    const ssize_t size = ::readlink(path.c_str(), target, sizeof target);
    return size > 0 ? std::string(target, static_cast<std::size_t>(size)) : std::string{};
}

/// The path of a process's program. The kernel marks a file that an update has replaced.
std::string programOf(const std::string &folder) {
    constexpr std::string_view deleted = " (deleted)";
    std::string path = readLink(folder + "/exe");
    struct stat info {};
    if (path.ends_with(deleted) && ::stat(path.c_str(), &info) != 0)
        path.resize(path.size() - deleted.size());
    return path;
}

std::vector<std::string> splitArguments(const std::string &commandLine) {
    std::vector<std::string> arguments;
    for (std::size_t begin = 0; begin < commandLine.size();) {
        const std::size_t end = std::min(commandLine.find('\0', begin), commandLine.size());
        arguments.push_back(commandLine.substr(begin, end - begin));
        begin = end + 1;
    }
    return arguments;
}

struct Stat {
    ProcessId parent = 0;
    bool isInForeground = false;
    std::uint64_t started = 0;
};

/// proc(5): the name in /proc/PID/stat may contain anything, so fields are counted from the last
/// ')'.
Stat statOf(const std::string &folder) {
    constexpr std::size_t last = 22;
    std::array<unsigned long long, last + 1> fields{}; // as proc(5) counts them
    const std::string stat = readFile(folder + "/stat");
    std::size_t at = stat.rfind(')');
    for (std::size_t field = 3; field <= last && at != std::string::npos; ++field) {
        at = stat.find(' ', at + 1);
        if (at == std::string::npos)
            return {};
        fields[field] = std::strtoull(stat.c_str() + at + 1, nullptr, 10);
    }
    // 4 ppid, 5 pgrp, 7 tty_nr, 8 tpgid, 22 starttime.
    return {static_cast<ProcessId>(fields[4]), fields[7] != 0 && fields[5] == fields[8],
            fields[22]};
}

bool isOurs(const std::string &folder) {
    struct stat info {};
    return ::stat(folder.c_str(), &info) == 0 && info.st_uid == ::geteuid();
}

bool isTerminal(std::string_view file) {
    return file.starts_with("/dev/pts/") || file.starts_with("/dev/tty");
}

/// A pidfd. Where pidfd_open() isn't available, only the start times detect a reused pid.
class Watch {
public:
    explicit Watch(ProcessId pid) : process_(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))) {}
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;
    ~Watch() {
        if (process_ >= 0)
            ::close(process_);
    }
    bool hasEnded() const {
        pollfd end{process_, POLLIN, 0};
        return process_ >= 0 && ::poll(&end, 1, 0) != 0;
    }

private:
    int process_;
};

struct Read {
    Process process;
    ProcessId parent = 0;
};

/// Nullopt if the process belongs to another user, or if its pid was reused meanwhile.
std::optional<Read> read(ProcessId pid) {
    const Watch watch(pid);
    const std::string folder = "/proc/" + std::to_string(pid);
    if (!isOurs(folder))
        return std::nullopt;
    const Stat before = statOf(folder);
    Read found{{pid, programOf(folder), splitArguments(readFile(folder + "/cmdline")),
                readLink(folder + "/cwd"), before.isInForeground, before.started,
                isTerminal(readLink(folder + "/fd/0")), isTerminal(readLink(folder + "/fd/2"))},
               before.parent};
    if (before.started == 0 || statOf(folder).started != before.started || watch.hasEnded())
        return std::nullopt;
    return found;
}

} // namespace

std::uint64_t startOf(ProcessId pid) {
    return statOf("/proc/" + std::to_string(pid)).started;
}

std::vector<Process> withAncestors(ProcessId pid) {
    std::vector<Process> chain;
    for (int i = 0; pid > 1 && i < maxAncestors; ++i) {
        auto found = read(pid);
        // A parent that's younger than its child is a reused pid.
        if (!found || (!chain.empty() && found->process.started > chain.back().started))
            break;
        chain.push_back(std::move(found->process));
        pid = found->parent;
    }
    return chain;
}

} // namespace vouch::wire
