// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// Questions to the calling git's own configuration, environment and `-c` options included. Each
/// starts a process, so they are asked only where the answer is needed.
namespace vouch::git {

/// `credential.interactive` (git 2.47): false when the caller, an IDE's background fetch perhaps,
/// wants no prompt. Unset means yes.
bool gitMayPrompt();

/// The generic `credential.username`, which git sends to every host; empty when unset.
std::string gitsGenericUsername();

} // namespace vouch::git
