// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

/// Standard input and output as bytes, without a buffer: one would keep a copy of a password.
namespace vouch::wire {

/// Reads up to `size` bytes of standard input; 0 at its end, and where it can't be read.
std::size_t readInput(char *to, std::size_t size);

/// Writes all of it to standard output; false if nobody reads it any more.
bool writeOutput(std::string_view text);

/// The same to standard error.
bool writeErrors(std::string_view text);

/// Whether standard error is a terminal.
bool showsErrors();

} // namespace vouch::wire
