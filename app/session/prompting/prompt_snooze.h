// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/requester.h"

#include <QList>
#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace vouch {

/// Which programs may not prompt the user for a while: an editor that fetches in the background
/// must not keep opening dialogs. After "Not now" or an unanswered prompt, prompts for the same
/// program and repository are snoozed; after three such prompts within ten minutes, all prompts
/// are. Signing in ends all snoozes; they aren't saved. GUI thread.
class PromptSnooze : public QObject {
    Q_OBJECT
public:
    struct Entry {
        QString program, repository; ///< both empty: everything
        Time until{};

        bool isEverybody() const { return program.isEmpty() && repository.isEmpty(); }
        bool operator==(const Entry &) const = default;
    };

    explicit PromptSnooze(Clock &clock) : clock_(clock) {}

    /// How long future snoozes last: the setting `[quiet] minutes`, initially 30.
    void setLength(std::chrono::minutes length) { length_ = length; }
    /// Until when `who` is snoozed; nothing if it may prompt.
    std::optional<Time> until(const Requester &who) const;
    /// A prompt for `who` ended with "Not now" or unanswered.
    void unanswered(const Requester &who);
    /// The same for `who` when it shared that prompt: each prompt counts once.
    void unansweredToo(const Requester &who);
    /// Ends all snoozes.
    void clear();
    /// The user ends one snooze ("Ask again").
    void askAgain(const Entry &entry);
    /// The active snoozes, oldest first.
    QList<Entry> entries() const;

Q_SIGNALS:
    /// Also emitted when a snooze runs out.
    void changed();

private:
    void snooze(const QString &program, const QString &repository);
    /// Drops expired entries and sets the alarm for the next one to expire.
    void refresh();

    Clock &clock_;
    std::chrono::minutes length_{30};
    QList<Entry> entries_;
    QList<Time> prompts_; ///< unanswered in the last ten minutes
    std::unique_ptr<Alarm> nextEnd_;
};

} // namespace vouch
