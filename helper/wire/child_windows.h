// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/native_windows.h"

#include <string>
#include <vector>

/// For files of Windows only: programs as child processes.
namespace vouch::wire {

/// The path of a program, named without `.exe`, in an absolute folder of PATH; empty if there is
/// none. Never in the current folder, where Windows would look first: it may be somebody else's
/// repository. A name with a folder is a path already.
std::wstring findProgram(std::string_view name);

/// A child's standard streams.
struct Streams {
    HANDLE input = nullptr, output = nullptr, errors = nullptr;

    /// Those of this process.
    static Streams own();
};

struct Child {
    Handle process, thread;
};

/// Starts a program with the command line of `command`, whose first word is its name. The child
/// inherits its standard streams and no other handle. `environment` is a block of UTF-16 variables;
/// null for this process's. `flags` are CreateProcess()'s. Returns an empty process if that fails;
/// GetLastError() says why.
Child startChild(const std::wstring &program, const std::vector<std::string> &command,
                 const Streams &streams, DWORD flags, void *environment = nullptr);

/// Waits for a child that was started with CREATE_SUSPENDED, and returns its exit code. If this
/// process ends first, so does the child with all that it started; only the application, which
/// git's helper may start, may leave. Ctrl-C goes to the child alone.
DWORD runToItsEnd(const Child &child);

} // namespace vouch::wire
