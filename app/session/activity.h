// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/requester.h"

#include <QList>
#include <QObject>

#include <QCoro/QCoroTask>

#include <stop_token>

namespace vouch {

/// One time that a program wanted a repository, and what came of it.
struct ActivityEntry {
    Time at{};
    Requester who;
    bool allowed = false;
    /// Why it was refused, or what stands against it though it was allowed, in a few words:
    /// "Developer may not read it".
    QString reason;

    bool operator==(const ActivityEntry &) const = default;
};

/// What was used, for the person's eyes: the newest ones in memory, all of them in a file of JSON
/// lines (1 MiB, four older ones behind it, `activity.jsonl.1` the youngest), which only its owner
/// may read. Holds no secret. GUI thread.
///
/// A line looks so; `reason` is there where something is to be said, and `purpose` (`program` or
/// `console`) where it was not git that wanted it:
///
///     {"at":"2026-03-02T09:22:10Z","directory":"/home/nora/work/payments-api","outcome":"allowed",
///      "pid":48210,"program":"git","region":"us-east-1","repository":"payments-api",
///      "role":"Developer"}
class Activity : public QObject {
    Q_OBJECT
public:
    /// How many are kept in memory.
    static constexpr int inMemory = 200;

    /// `$XDG_STATE_HOME/vouch/activity.jsonl`.
    static QString standardPath();

    /// Reads the newest ones of the files. A line that cannot be read is skipped, and stays where
    /// it is. Writes nothing.
    explicit Activity(QString path = standardPath());

    /// Adds one. Where it cannot be written it is kept in memory only.
    void record(const ActivityEntry &use);
    /// At most `count`, and at most those in memory, the newest first.
    QList<ActivityEntry> latest(int count) const;
    /// Writes all that is kept now, old files included, oldest first, to `path`, on another thread.
    /// Who stops waiting does not stop that. Throws Error.
    QCoro::Task<> exportTo(QString path, std::stop_token stop) const;
    /// Forgets all of it, the files included. Throws Error where a file could not be removed.
    void clear();
    const QString &path() const noexcept { return path_; }

Q_SIGNALS:
    void changed();

private:
    QString older(int age) const;
    bool write(const ActivityEntry &use) const;
    void rotate() const;

    QString path_;
    QList<ActivityEntry> newest_; ///< the newest last
};

} // namespace vouch
