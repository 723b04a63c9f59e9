// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <chrono>
#include <memory>
#include <utility>

QT_FORWARD_DECLARE_CLASS(QProcess)

namespace vouch {

/// What a program printed and how it ended.
struct ProcessResult {
    int exitCode = -1; ///< -1: it crashed or was ended
    QByteArray output;
    QByteArray errors;
};

/// Where a program runs, by default where we do, and for how long.
struct ProcessOptions {
    QString directory;                            ///< empty: ours
    QList<std::pair<QString, QString>> variables; ///< set, or taken away where the value is null
    QByteArray input = {};                        ///< what it reads on its standard input
    std::chrono::milliseconds patience{10'000};   ///< until it is ended
};

/// Runs a program of the PATH to its end, with messages in English. Blocking: never on the GUI
/// thread of a running application. Throws Error where it cannot be started or does not end.
ProcessResult runProcess(const QString &program, const QStringList &arguments,
                         const ProcessOptions &options = {});

/// Ends a process that was started, and forgets it as soon as the system lets go of it. That is not
/// waited for: a program may hang in the system, on a lost network's file say. Nothing that is
/// connected to it is called any more. GUI thread.
void endWithoutWaiting(std::unique_ptr<QProcess> process);

} // namespace vouch
