// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace vouch::git {

/// Replaces this process with a program from the PATH; on Windows, which can't, it waits for the
/// program and exits with its exit code. `command` is its name and its arguments. Returns only on
/// failure.
void runProgram(std::vector<std::string> command);

} // namespace vouch::git
