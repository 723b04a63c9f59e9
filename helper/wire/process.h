// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

namespace vouch::wire {

/// A running process of this user, read from the kernel. For finding and showing who asks; no
/// decision about trust may rest on it, because a process can rename itself.
struct Process {
    pid_t pid = 0;
    std::string executable;             ///< path of its program; empty when it may not be read
    std::vector<std::string> arguments; ///< its command line
    std::string directory;              ///< its working directory; empty when it may not be read
    bool isInForeground = false;        ///< of the terminal that it belongs to
    std::uint64_t started = 0; ///< in clock ticks since boot: tells it from a later one of its pid
    bool onTerminal = false;   ///< its standard input is a terminal
};

/// When the process with that pid started, as above; 0 where there is none.
std::uint64_t startOf(pid_t pid);

/// `pid` and its ancestors of the same user, the nearest first, at most 32. Each was the same
/// process all the while that it was read; the row ends before one that was not.
std::vector<Process> withAncestors(pid_t pid);

} // namespace vouch::wire
