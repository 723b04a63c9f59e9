// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command_table.h"

#include <QString>

namespace vouch::cli {

/// `Usage: vouch keys rename [OPTIONS] KEY NAME`
QString usageLine(const Command &command);

/// The help of a command, as `--help` prints it.
QString helpText(const Command &command);

/// The help of `vouch` itself.
QString overview();

} // namespace vouch::cli
