// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vouch::wire {

/// A process's number, large enough for each system's.
using ProcessId = std::int64_t;

/// A running process of this user, as the kernel reports it. Use it to find and show the requester,
/// never to decide on trust: a process can rename itself.
struct Process {
    ProcessId pid = 0;
    std::string executable;             ///< path of its program, even if deleted; may be empty
    std::vector<std::string> arguments; ///< its command line
    std::string directory;              ///< its working directory; empty if unreadable
    bool isInForeground = false;   ///< on its terminal; on Windows, it shares its parent's console
    std::uint64_t started = 0;     ///< in the kernel's ticks; detects a reused pid
    bool onTerminal = false;       ///< its standard input is a terminal
    bool errorsOnTerminal = false; ///< its standard error is a terminal
};

/// What a program is called: the path of its file without folders and Windows' `.exe`.
std::string_view programName(std::string_view path) noexcept;

/// The process's `started`; 0 if there's no such process.
std::uint64_t startOf(ProcessId pid);

/// `pid` and its ancestors that belong to this user, nearest first, 32 at most. The list ends
/// before a process that changed while it was being read.
std::vector<Process> withAncestors(ProcessId pid);

} // namespace vouch::wire
