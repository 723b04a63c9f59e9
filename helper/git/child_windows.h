// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/native_windows.h"

#include <string>
#include <vector>

/// For files of Windows only: git as a child process.
namespace vouch::git {

/// A child's standard streams.
struct Streams {
    HANDLE input = nullptr, output = nullptr, errors = nullptr;
};

struct Child {
    wire::Handle process, thread;
};

/// Starts a program from an absolute folder of PATH, never from the current folder, where Windows
/// would look first: it may be somebody else's repository. The child inherits its standard streams
/// and no other handle. `flags` are CreateProcess()'s. Returns an empty process if that fails.
Child startChild(const std::vector<std::string> &command, const Streams &streams, DWORD flags);

} // namespace vouch::git
