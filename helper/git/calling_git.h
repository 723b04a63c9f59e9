// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/process.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vouch::git {

/// The process that started this one: git, or a shell that git started.
wire::ProcessId callingProcess();

/// The repository's path when git doesn't send it (credential.useHttpPath is unset), read from the
/// command line of the `git remote-https REMOTE URL` among our ancestors. Formatted as git would
/// send it: percent-decoded, no slashes at either end. Nullopt unless exactly one URL on `host` is
/// found. Returns only the path, because a URL may contain a password.
std::optional<std::string> pathFromCallingGit(std::string_view host,
                                              const std::vector<wire::Process> &ancestors);

} // namespace vouch::git
