// SPDX-License-Identifier: Apache-2.0
#include "posture/computer.h"

#include "core/error.h"
#include "core/process.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace vouch::posture {

namespace {

constexpr qint64 longestFile = 256 * 1024;

/// Nothing if the program can't be run or fails.
std::optional<ProcessResult> run(const QString &program, const QStringList &arguments,
                                 const QDeadlineTimer &deadline) {
    if (deadline.hasExpired())
        return std::nullopt;
    ProcessOptions options;
    if (!deadline.isForever())
        options.patience = std::chrono::milliseconds(deadline.remainingTime());
    try {
        const ProcessResult result = runProcess(program, arguments, options);
        return result.exitCode == 0 ? std::optional(result) : std::nullopt;
    } catch (const Error &) { // not installed, or too slow
        return std::nullopt;
    }
}

} // namespace

std::optional<QByteArray> Computer::file(const QString &path) const {
    QFile file(root_ + path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    // Files in /proc and /sys have no size, and some fail only when read.
    const QByteArray bytes = file.read(longestFile);
    return file.error() == QFile::NoError ? std::optional(bytes) : std::nullopt;
}

std::optional<QString> Computer::line(const QString &path) const {
    const auto bytes = file(path);
    return bytes ? std::optional(QString::fromUtf8(*bytes).trimmed()) : std::nullopt;
}

bool Computer::exists(const QString &path) const {
    return QFileInfo::exists(root_ + path);
}

QStringList Computer::names(const QString &folder) const {
    return QDir(root_ + folder)
        .entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
}

QString Computer::realName(const QString &path) const {
    return QFileInfo(QFileInfo(root_ + path).canonicalFilePath()).fileName();
}

std::optional<QByteArray> Computer::output(const QString &program,
                                           const QStringList &arguments) const {
    const auto result = run(program, arguments, deadline_);
    return result ? std::optional(result->output) : std::nullopt;
}

std::optional<QByteArray> Computer::messages(const QString &program,
                                             const QStringList &arguments) const {
    const auto result = run(program, arguments, deadline_);
    return result ? std::optional(result->errors) : std::nullopt;
}

} // namespace vouch::posture
