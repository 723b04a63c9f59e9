// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/bytes.h"

#include <QStringList>

#include <string_view>
#include <vector>

/// What `vouch exec` needs of the system.
namespace vouch::cli {

/// `NAME=value` each, in UTF-8.
using Variables = std::vector<wire::Bytes>;

/// This process's environment.
Variables ownVariables();

/// Whether two names are those of the same variable.
bool isSameVariable(std::string_view one, std::string_view other);

/// The user's shell; on Windows, where none is set, the one that this program was called from.
QString usualShell();

/// What shells exit with if they can't run a program.
inline constexpr int programNotFound = 127, programNotRunnable = 126;

/// Replaces this program with the command; on Windows, which can't, waits for it and exits with its
/// exit code. If it can't be run, prints the reason and exits with one of
/// these codes.
[[noreturn]] void become(const QStringList &command, Variables &variables);

} // namespace vouch::cli
