// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// For files of Unix systems only.
namespace vouch::wire {

/// The folder for Vouch in what the system gives each user for running programs, else one in the
/// home folder. Throws as runtimePaths().
std::string runtimeDirectory();

/// What to do if its path is too long for a socket, to follow that sentence; empty if nothing can
/// be done.
extern const char *const shorterDirectoryHint;

/// Ours, a directory rather than a link to one, and closed to group and others.
bool isPrivate(const std::string &directory) noexcept;

} // namespace vouch::wire
