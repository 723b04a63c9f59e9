// SPDX-License-Identifier: Apache-2.0
#include "wire/process.h"

#include <climits>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vouch::wire {
namespace {

constexpr int mostAncestors = 32;
constexpr std::size_t mostBytes = 128 * 1024; ///< of one command line

std::string readFile(const std::string &path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    std::string content;
    char chunk[4096];
    ssize_t got = 0;
    while (file >= 0 && content.size() < mostBytes && (got = ::read(file, chunk, sizeof chunk)) > 0)
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

std::vector<std::string> splitArguments(const std::string &commandLine) {
    std::vector<std::string> arguments;
    for (std::size_t begin = 0; begin < commandLine.size();) {
        const std::size_t end = std::min(commandLine.find('\0', begin), commandLine.size());
        arguments.push_back(commandLine.substr(begin, end - begin));
        begin = end + 1;
    }
    return arguments;
}

struct Standing {
    pid_t parent = 0;
    bool isInForeground = false;
};

/// proc(5): the name in /proc/PID/stat may hold anything, so the fields count from its last ')'.
Standing standingOf(const std::string &folder) {
    const std::string stat = readFile(folder + "/stat");
    const std::size_t nameEnd = stat.rfind(')');
    // Behind the name: a space, the state's letter, a space, the parent.
    if (nameEnd == std::string::npos || nameEnd + 4 >= stat.size())
        return {};
    // The parent, the process group, the session, the terminal, and the group in its foreground.
    long fields[5]{};
    const char *at = stat.c_str() + nameEnd + 4;
    for (long &field : fields) {
        char *end = nullptr;
        field = std::strtol(at, &end, 10);
        at = end;
    }
    return {static_cast<pid_t>(fields[0]), fields[3] != 0 && fields[1] == fields[4]};
}

bool isOurs(const std::string &folder) {
    struct stat info {};
    return ::stat(folder.c_str(), &info) == 0 && info.st_uid == ::geteuid();
}

} // namespace

std::vector<Process> withAncestors(pid_t pid) {
    std::vector<Process> chain;
    for (int i = 0; pid > 1 && i < mostAncestors; ++i) {
        const std::string folder = "/proc/" + std::to_string(pid);
        if (!isOurs(folder))
            break;
        const Standing standing = standingOf(folder);
        chain.push_back({pid, readLink(folder + "/exe"),
                         splitArguments(readFile(folder + "/cmdline")), readLink(folder + "/cwd"),
                         standing.isInForeground});
        pid = standing.parent;
    }
    return chain;
}

} // namespace vouch::wire
