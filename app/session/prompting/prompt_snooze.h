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
/// are. A command that the user types may always prompt (Requester::isInForeground), and "Not now"
/// to it doesn't count towards the three. Signing in ends all snoozes; they aren't saved. GUI
/// thread.
class PromptSnooze : public QObject {
    Q_OBJECT
public:
    /// How a prompt ended without an answer.
    enum class End { NotNow, Unanswered };

    /// A snooze. The panel shows `until` as the user's choice if it is one ("You chose “Not now”,
    /// until 10:45"), otherwise as a result of nobody answering.
    struct Entry {
        QString program, repository; ///< both empty: everything
        Time until{};
        End end = End::Unanswered; ///< of the latest prompt

        bool isEverybody() const { return program.isEmpty() && repository.isEmpty(); }
        bool operator==(const Entry &) const = default;
    };

    explicit PromptSnooze(Clock &clock) : clock_(clock) {}

    /// How long future snoozes last: the setting `[quiet] minutes`, initially 30.
    void setLength(std::chrono::minutes length) { length_ = length; }
    /// The snooze for the program and repository of `who`, the longest if there are several, even
    /// if the user typed this command.
    std::optional<Entry> entryFor(const Requester &who) const;
    /// Until when `who` is snoozed like that.
    std::optional<Time> until(const Requester &who) const;
    /// Whether `who` may prompt now.
    bool mayPrompt(const Requester &who) const;
    /// A prompt for `who` ended with "Not now" or unanswered.
    void unanswered(const Requester &who, End end = End::Unanswered);
    /// The same for `who` when it shared that prompt: each prompt counts once.
    void unansweredToo(const Requester &who, End end = End::Unanswered);
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
    void snooze(const QString &program, const QString &repository, End end);
    /// Drops expired entries and sets the alarm for the next one to expire.
    void refresh();

    Clock &clock_;
    std::chrono::minutes length_{30};
    QList<Entry> entries_;
    QList<Time> prompts_; ///< unanswered in the last ten minutes
    std::unique_ptr<Alarm> nextEnd_;
};

} // namespace vouch
