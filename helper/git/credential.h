// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace vouch::git {

/// Runs `git-credential-vouch get|store|erase`: reads git's request from stdin, writes the answer
/// to stdout and messages for the user to stderr. gitcredentials(7); helper/codecommit/README.md,
/// What git sends.
///
/// Prints nothing for a host that isn't CodeCommit's. For CodeCommit, a refusal is one line on
/// stderr and `quit=1` on stdout, because git would prompt for a user name after a bare failure.
/// Returns the exit code: 0, or 2 for a wrong command line.
int runCredential(std::string_view operation);

} // namespace vouch::git
