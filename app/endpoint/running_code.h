// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/process.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace vouch::endpoint {

/// Which code a process runs, according to its command line. Unknown whenever the command line
/// could make it run other code than the file's.
struct RunningCode {
    enum class Kind {
        Program,     ///< the program's own
        Script,      ///< the file `script`, in an interpreter
        Interactive, ///< what the user types into a shell
        Unknown,     ///< from the command line or elsewhere
    };
    Kind kind = Kind::Program;
    std::string script; ///< as on the command line; may be relative to the process's directory
};
RunningCode runningCode(const wire::Process &process);

/// Whether it's a shell, by the program's name.
bool isShell(const wire::Process &process);
/// Whether a shell reads what the user types, rather than running a script or a `sh -c`.
bool isInteractive(const wire::Process &shell);

template <std::size_t N>
bool isOneOf(std::string_view name, const std::array<std::string_view, N> &names) {
    return std::ranges::find(names, name) != names.end();
}

} // namespace vouch::endpoint
