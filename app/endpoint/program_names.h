// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/process.h"

#include <string_view>

/// What programs are called, from their processes. The views point into the process.
namespace vouch::endpoint {

/// The file name of its program. For a file that is many programs, such as busybox, the name it was
/// called by.
std::string_view programOf(const wire::Process &process);

/// Whether it only runs another program, with a time limit, other rights, or more arguments.
bool isWrapper(const wire::Process &process);

/// The program's name, or that of the script or product which an interpreter runs.
std::string_view ownName(const wire::Process &process);

/// The name that users know, if it differs from the program's: `Visual Studio Code` for `code`.
std::string_view knownName(std::string_view own);

} // namespace vouch::endpoint
