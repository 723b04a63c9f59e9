// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QStringList>

namespace vouch {

/// What a program printed and how it ended.
struct ProgramResult {
    int exitCode = -1; ///< -1: it crashed or was ended
    QByteArray output;
    QByteArray errors;
};

/// Runs a program of the PATH to its end, with messages in English, and waits at most ten seconds.
/// Blocking: never on the GUI thread of a running application. Throws Error where it cannot be
/// started or does not end.
ProgramResult runProgram(const QString &program, const QStringList &arguments);

} // namespace vouch
