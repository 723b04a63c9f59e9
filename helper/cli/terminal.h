// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"

#include <QString>

#include <cstdio>
#include <optional>

namespace vouch::cli {

/// Prompts on the terminal itself, wherever stdin and stdout go, without echoing the input. Nothing
/// if the user canceled (Ctrl-C, Ctrl-D). Throws Error if there is no terminal. Blocking.
std::optional<Secret> askHidden(const QString &question);
/// The same, with echo.
std::optional<Secret> askLine(const QString &question);

/// Whether the program has a terminal.
bool hasTerminal();
/// Whether a stream goes to a terminal.
bool isTerminal(std::FILE *stream);
/// The columns of the terminal that stdout goes to; 80 if there is none.
int terminalWidth();
/// From now on, Ctrl-C ends the program with this line on stderr and this exit code, and nothing is
/// cleaned up: the application sees the connection end.
void endWhenInterrupted(const char *line, int exitCode);
/// Prompts for one key press: y is yes, anything else is no. Nothing if there is no terminal.
std::optional<bool> askYesOrNo(const QString &question);

} // namespace vouch::cli
