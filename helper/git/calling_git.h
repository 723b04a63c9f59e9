// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/process.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vouch::git {

/// The repository's path where git withheld it (credential.useHttpPath is unset): read from the
/// command line of the `git remote-https REMOTE URL` that asks, an ancestor of ours. The same text
/// that git would have sent: percent-decoded, without slashes at either end. Nothing unless exactly
/// one URL of that `host` is found. Only the path leaves this function; a URL may hold a password.
std::optional<std::string> pathFromCallingGit(std::string_view host,
                                              const std::vector<wire::Process> &ancestors);

} // namespace vouch::git
