// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"

#include <QString>

#include <optional>

namespace vouch::cli {

/// Asks on the terminal itself, whatever stdin and stdout are, and shows nothing of what is typed.
/// Nothing when the person gave up (Ctrl-C, Ctrl-D). Throws Error where there is no terminal.
std::optional<Secret> askHidden(const QString &question);
/// The same, and shows it.
std::optional<Secret> askLine(const QString &question);

/// Whether there is one.
bool hasTerminal();
/// From now on Ctrl-C ends the program with this line on stderr and this exit code. Only where
/// nothing has to be tidied up: whoever we talk with sees the connection end.
void endWhenInterrupted(const char *line, int exitCode);
/// Asks there for one key press: y is yes, anything else no. Nothing where there is no terminal.
std::optional<bool> askYesOrNo(const QString &question);

} // namespace vouch::cli
