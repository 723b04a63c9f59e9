// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/block.h"

#include <string_view>

/// What the helper says: to git on stdout, to the person on stderr.
namespace vouch::git {

/// Answers git with the user name, password and expiry of the application's answer. Throws
/// wire::InvalidValue before a byte is written where git could misread one of them.
void writeCredential(const wire::Block &answer);

/// Says why on stderr, and tells git to stop asking (`quit=1`, gitcredentials(7)).
void refuse(std::string_view why);

/// One line on stderr, without control characters.
void say(std::string_view line);

/// The same, but only where a person reads it: stderr is a terminal. Nothing for an empty text.
void hint(std::string_view line);

} // namespace vouch::git
