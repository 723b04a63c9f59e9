// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>

namespace vouch::git {

/// The first line that `git ARGUMENTS` prints; empty if it fails. Starts a process and waits for
/// it.
std::string gitOutput(std::initializer_list<const char *> arguments);

} // namespace vouch::git
