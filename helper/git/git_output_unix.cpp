// SPDX-License-Identifier: Apache-2.0
#include "git/git_output.h"

#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char **environ; // no header has to declare it (POSIX)

namespace vouch::git {
namespace {

constexpr std::size_t maxOutput = 4096;

} // namespace

std::string gitOutput(std::initializer_list<const char *> arguments) {
    int ends[2];
    if (::pipe(ends) != 0)
        return {};
    for (const int end : ends)
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);

    std::vector<char *> argv{const_cast<char *>("git")};
    for (const char *argument : arguments)
        argv.push_back(const_cast<char *>(argument)); // posix_spawn doesn't modify them
    argv.push_back(nullptr);
    pid_t child = -1;
    const bool started =
        ::posix_spawnp(&child, "git", &actions, nullptr, argv.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);

    std::string output;
    char chunk[512];
    ssize_t got = 0;
    while (started && output.size() < maxOutput &&
           ((got = ::read(ends[0], chunk, sizeof chunk)) > 0 || (got < 0 && errno == EINTR)))
        if (got > 0)
            output.append(chunk, static_cast<std::size_t>(got));
    ::close(ends[0]);
    int status = 0;
    const bool succeeded = started && ::waitpid(child, &status, 0) == child && WIFEXITED(status) &&
                           WEXITSTATUS(status) == 0;
    return succeeded ? output.substr(0, output.find('\n')) : std::string{};
}

} // namespace vouch::git
