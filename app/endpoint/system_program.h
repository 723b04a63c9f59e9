// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/process.h"

#include <string_view>

namespace vouch::endpoint {

/// Whether an administrator installed the program, so that its name can be trusted.
bool isSystemProgram(std::string_view path);

/// Whether a program of this name (wire::programName()) is a shell that only this system has.
bool isSystemShell(std::string_view name);

/// Whether such a shell goes on with what the user types, according to its command line.
bool isInteractiveSystemShell(const wire::Process &shell);

} // namespace vouch::endpoint
