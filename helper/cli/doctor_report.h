// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>

namespace vouch::cli {

/// One line of `vouch doctor`: what is so, and the one thing that mends it.
struct Line {
    enum class State { Ok, Warning, Problem };

    QString name; ///< what was looked at: `keychain`
    State state = State::Ok;
    QString message;
    QString fix; ///< mostly a command; empty where nothing is to be done

    bool operator==(const Line &) const = default;
};

/// The word for a state: `ok`, `warning` or `problem`; and back, where an unknown one is a problem.
QString stateName(Line::State state);
Line::State stateNamed(const QString &name);

/// What is printed for one line, for a person.
QString rendered(const Line &line);

/// A text without what says who somebody is or could be a secret: the home folder is `~`, users and
/// passwords in addresses go, e-mail addresses go, of account numbers the last four digits stay.
/// Names of servers, roles and repositories stay: without them nobody could help.
QString forBugReport(const QString &text, const QString &home);

/// All that was found out.
class Report {
public:
    /// `told` hears of each line as it comes.
    explicit Report(std::function<void(const Line &)> told = {}) : told_(std::move(told)) {}

    void add(const Line &line);
    const QList<Line> &lines() const noexcept { return lines_; }
    /// The line of that name which came first; null when there is none.
    const Line *find(const QString &name) const;
    int count(Line::State state) const;
    /// 0, 1 or 2, by the worst line.
    int exitCode() const;
    /// The last line for a person.
    QString summary() const;
    /// JSON to be pasted into a bug report. `subject` is the repository's address, or empty.
    QByteArray json(const QString &version, const QString &subject, const QString &home) const;

private:
    std::function<void(const Line &)> told_;
    QList<Line> lines_;
};

} // namespace vouch::cli
