// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/process.h"

#include <string>
#include <string_view>

namespace vouch::endpoint {

/// What code a process runs, by its command line: whatever may lead to other code than the file's
/// is not trusted to be it.
struct RunningCode {
    enum class Kind {
        Program, ///< its own
        Script,  ///< an interpreter's: that of `script`
        Person,  ///< a shell's: what a person types
        Unknown, ///< words of the command line, or not to be told
    };
    Kind kind = Kind::Program;
    std::string script; ///< as the process calls it, perhaps from its directory
};
RunningCode runningCode(const wire::Process &process);

/// A shell, by its program's name.
bool isShell(const wire::Process &process);
/// A shell that reads what a person types, not a script's or another program's `sh -c`.
bool isForAPerson(const wire::Process &shell);

/// `aws` of `/usr/bin/aws`.
std::string_view baseName(std::string_view path);

} // namespace vouch::endpoint
