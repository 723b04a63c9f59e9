// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <chrono>
#include <utility>

namespace vouch {

/// What a program printed and how it ended.
struct ProgramResult {
    int exitCode = -1; ///< -1: it crashed or was ended
    QByteArray output;
    QByteArray errors;
};

/// Where a program runs, by default where we do, and for how long.
struct Surroundings {
    QString directory;                            ///< empty: ours
    QList<std::pair<QString, QString>> variables; ///< set, or taken away where the value is null
    QByteArray input = {};                        ///< what it reads on its standard input
    std::chrono::milliseconds patience{10'000};   ///< until it is ended
};

/// Runs a program of the PATH to its end, with messages in English. Blocking: never on the GUI
/// thread of a running application. Throws Error where it cannot be started or does not end.
ProgramResult runProgram(const QString &program, const QStringList &arguments,
                         const Surroundings &surroundings = {});

} // namespace vouch
