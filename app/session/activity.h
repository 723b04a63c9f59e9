// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/requester.h"

#include <QList>
#include <QObject>

namespace vouch {

/// One time that a program wanted a repository, and what came of it.
struct Use {
    Time at{};
    Requester who;
    bool allowed = false;
    QString reason; ///< why it was refused, in a few words: "Developer may not read it"

    bool operator==(const Use &) const = default;
};

/// What was used, for the person's eyes: the newest ones in memory, all of them in a file of JSON
/// lines (1 MiB, four old ones; DESIGN.md, "Where things live"). Holds no secret. GUI thread.
class Activity : public QObject {
    Q_OBJECT
public:
    /// `$XDG_STATE_HOME/vouch/activity.jsonl`.
    static QString standardPath();

    /// Reads the newest ones of the file. A line that cannot be read is skipped, never lost.
    explicit Activity(QString path = standardPath());

    void record(const Use &use);
    /// At most `count`, the newest first; at most the 200 newest are kept in memory.
    QList<Use> latest(int count) const;
    /// Writes all that is kept, old files included, oldest first, to `path`. Throws Error.
    void exportTo(const QString &path) const;
    /// Forgets all of it, the files included. Throws Error.
    void clear();
    const QString &path() const noexcept { return path_; }

Q_SIGNALS:
    void changed();

private:
    QString path_;
    QList<Use> newest_; ///< the newest last
};

} // namespace vouch
