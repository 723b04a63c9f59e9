// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command_table.h"

#include <QString>

namespace vouch::cli {

// Manual pages, made from the table of commands. See man(7) for their macros.

/// vouch(1), which has all of it.
QString manualPage();
/// The page of one command, such as vouch-login(1); subcommands are on their command's page.
QString manualPage(const Command &command);
/// Writes all pages into a folder. False if one can't be written.
bool writeManual(const QString &folder);

} // namespace vouch::cli
