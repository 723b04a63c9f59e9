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

/// A program's output and exit code.
struct ProcessResult {
    int exitCode = -1; ///< -1 if it crashed or was killed
    QByteArray output;
    QByteArray errors;
};

/// How a program runs. By default it inherits our directory and environment.
struct ProcessOptions {
    QString directory;                            ///< working directory; empty: ours
    QList<std::pair<QString, QString>> variables; ///< to set, or to unset if the value is null
    QByteArray input = {};                        ///< its standard input
    std::chrono::milliseconds patience{10'000};   ///< before it's killed
};

/// Runs a program from the PATH to completion, with its messages in English. Blocking: never call
/// it on the GUI thread of a running application. Throws Error if the program can't be started or
/// doesn't finish in time.
ProcessResult runProcess(const QString &program, const QStringList &arguments,
                         const ProcessOptions &options = {});

/// Kills a started process and frees it once it has exited, without waiting: a process can hang in
/// the kernel, on a lost network file system say. Its signals are disconnected. GUI thread.
void killWithoutWaiting(std::unique_ptr<QProcess> process);

} // namespace vouch
