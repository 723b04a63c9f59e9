// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Windows gives a program one text instead of arguments, and each program splits it. These are
/// the rules of Microsoft's C runtime, which git's programs and ours follow: "Parsing C
/// command-line arguments" in Microsoft's documentation. Plain text functions, on every system.
namespace vouch::wire {

/// The arguments in a command line, the program's name first.
std::vector<std::string> splitCommandLine(std::string_view line);

/// The command line that is split into these arguments.
std::string joinCommandLine(const std::vector<std::string> &arguments);

} // namespace vouch::wire
