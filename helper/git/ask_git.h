// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// Reads the calling git's configuration, including its environment and `-c` options. Each call
/// starts a process.
namespace vouch::git {

/// `credential.interactive` (git 2.47). False if the caller, such as an IDE's background fetch,
/// wants no prompt; true if unset.
bool gitMayPrompt();

/// The generic `credential.username`, which git sends to every host; empty if unset.
std::string genericUsername();

} // namespace vouch::git
