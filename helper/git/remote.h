// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "codecommit/address.h"

#include <string>
#include <string_view>
#include <vector>

namespace vouch::git {

/// The repository's name without `.git`, which CodeCommit's names never end in; empty if it has no
/// such ending.
std::string_view withoutDotGit(std::string_view repository) noexcept;

/// The git command for the transport: the https URL, with `helper` (the path of
/// git-credential-vouch) as the only credential helper. It contains no secret: the helper passes
/// the password to git through a pipe. Also works under `git -c credential.helper=`, which clears
/// the configured helpers.
std::vector<std::string> transportCommand(const codecommit::Address &address,
                                          std::string_view remote, std::string_view helper);

/// Runs `git-remote-codecommit REMOTE URL`: replaces this process with git. Returns an exit code
/// only if that fails, after printing the reason on stderr.
int runRemote(std::string_view remote, std::string_view url);

} // namespace vouch::git
