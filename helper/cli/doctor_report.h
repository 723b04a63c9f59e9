// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/paint.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>

namespace vouch {
class Error;
}

namespace vouch::cli {

/// One line of `vouch doctor`: a result, and how to fix it.
struct Line {
    enum class State { Ok, Warning, Problem };

    QString name; ///< what was checked, such as `keychain`
    State state = State::Ok;
    QString message;
    QString fix; ///< usually a command; empty if there is nothing to do

    bool operator==(const Line &) const = default;
};

/// The line for a check that failed to run.
Line failedLine(const QString &name, const Error &error);

/// The name of a state: `ok`, `warning` or `problem`; and the reverse. Unknown names are problems.
QString stateName(Line::State state);
Line::State stateFromName(const QString &name);

/// The line as it is printed: the state in color, its message wrapped to `width` columns, and the
/// fix below it, whole, so that it can be copied.
QList<QList<Span>> rendered(const Line &line, qsizetype width);

/// Removes personal data and secrets: the home folder becomes `~`, users and passwords in URLs and
/// e-mail addresses are dropped, and account numbers keep their last four digits. Names of servers,
/// roles and repositories stay, since support needs them.
QString redacted(const QString &text, const QString &home);

/// All lines of a run.
class Report {
public:
    /// `onLine` is called with each line as it is added.
    explicit Report(std::function<void(const Line &)> onLine = {}) : onLine_(std::move(onLine)) {}

    void add(const Line &line);
    const QList<Line> &lines() const noexcept { return lines_; }
    /// The first line of that name, or null.
    const Line *find(const QString &name) const;
    int count(Line::State state) const;
    /// 0 if every line is ok, 1 for warnings, 2 for problems.
    int exitCode() const;
    /// The closing line.
    Span summary() const;
    /// Redacted JSON for a bug report. `subject` is the repository's address, or empty.
    QByteArray json(const QString &version, const QString &subject, const QString &home) const;

private:
    std::function<void(const Line &)> onLine_;
    QList<Line> lines_;
};

} // namespace vouch::cli
