// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/error.h"
#include "session/requester.h"

#include <QList>
#include <QObject>

#include <QCoro/QCoroTask>

#include <optional>
#include <stop_token>

namespace vouch {

/// One request for credentials, and its result.
struct ActivityEntry {
    Time at{};
    Requester who;
    bool allowed = false;
    /// In a few words, why the request was refused, or why it will fail although it was allowed:
    /// "Developer may not read it". Set it with setReason(), and show it with reasonText().
    QString reason{};
    /// The request was refused because the user said "Not now", for background programs until then;
    /// shown as the user's choice rather than as a failure. Zero for any other refusal.
    Time notNowUntil{};
    /// What kind of error the reason is about, to say it in another language, and the language it's
    /// in. Older versions wrote neither.
    std::optional<Error::Kind> error{};
    QString language{};

    bool operator==(const ActivityEntry &) const = default;
};

/// The activity shown to the user. The newest entries are in memory; all of them are in a JSON
/// Lines file of up to 1 MiB and four rotated ones (`activity.jsonl.1` is the newest of these),
/// readable by their owner only. Contains no secrets. GUI thread.
///
/// A line looks like this, with `not_now_until` if there is one; with `reason`, its `language` and
/// its `error` (a name on the wire) if there is one; and with `purpose` (`program` or `console`) if
/// the request didn't come from git:
///
///     {"at":"2026-03-02T09:22:10Z","directory":"/home/nora/work/payments-api","outcome":"allowed",
///      "pid":48210,"program":"git","region":"us-east-1","repository":"payments-api",
///      "role":"Developer"}
class Activity : public QObject {
    Q_OBJECT
public:
    /// How many entries are kept in memory.
    static constexpr int inMemory = 200;

    /// `$XDG_STATE_HOME/vouch/activity.jsonl`.
    static QString standardPath();

    /// Reads the newest entries. Skips unreadable lines and leaves the files unchanged.
    explicit Activity(QString path = standardPath());

    /// Adds an entry; if it can't be written, in memory only.
    void record(const ActivityEntry &entry);
    /// Up to `count` of the entries in memory, newest first.
    QList<ActivityEntry> latest(int count) const;
    /// Writes all current entries to `path`, rotated files included, oldest first, on another
    /// thread. `stop` ends the wait, not the export. Throws Error.
    QCoro::Task<> exportTo(QString path, std::stop_token stop) const;
    /// Deletes all entries and files. Throws Error if a file can't be removed.
    void clear();
    const QString &path() const noexcept { return path_; }

Q_SIGNALS:
    void changed();

private:
    QString older(int age) const;
    bool write(const ActivityEntry &entry) const;
    void rotate() const;

    QString path_;
    QList<ActivityEntry> newest_; ///< newest last
};

} // namespace vouch
