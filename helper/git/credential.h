// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace vouch::git {

/// Runs `git-credential-vouch get|store|erase`: git's question on stdin, the answer on stdout,
/// sentences for a person on stderr. gitcredentials(7); helper/codecommit/README.md, What git asks.
///
/// A host that is not CodeCommit's gets no answer at all. On our hosts every refusal is one line on
/// stderr and `quit=1` on stdout: a bare failure makes git ask for a user name. Returns the exit
/// code, which is 0 whenever git was answered, and 2 for a wrong command line.
int runCredential(std::string_view operation);

} // namespace vouch::git
