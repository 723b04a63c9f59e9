// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/block.h"

#include <string_view>

/// The helper's output: to git on stdout, to the user on stderr.
namespace vouch::git {

/// Sends git the user name, password and expiry from the application's answer. Throws
/// wire::InvalidValue before writing anything if git could misread one of them.
void writeCredential(const wire::Block &answer);

/// Prints the reason on stderr and tells git to stop (`quit=1`, gitcredentials(7)).
void refuse(std::string_view why);

/// Prints one line on stderr, without control characters.
void say(std::string_view line);

/// The same, but only if stderr is a terminal and the line isn't empty.
void hint(std::string_view line);

} // namespace vouch::git
