// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace vouch::cli {

/// Thrown by a command whose options or arguments don't fit together.
struct UsageError {
    QString message; ///< a sentence
};

/// Finds the command in the table, parses its arguments and runs it. `arguments` are those after
/// the program's name. Returns the exit code; throws what commands.h lists but UsageError.
int run(const QStringList &arguments);

} // namespace vouch::cli
