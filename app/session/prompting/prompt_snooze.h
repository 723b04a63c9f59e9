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

/// Which programs do not get to ask the person for now: an editor that fetches in the background
/// must not open a dialog all day. After "Not now", or a prompt that nobody answered, the same
/// program and repository are quiet for a while; after three such prompts within ten minutes,
/// everybody is. Forgotten at a sign-in, and with the application. GUI thread.
class PromptSnooze : public QObject {
    Q_OBJECT
public:
    struct Entry {
        QString program, repository; ///< both empty: everybody
        Time until{};

        bool isEverybody() const { return program.isEmpty() && repository.isEmpty(); }
        bool operator==(const Entry &) const = default;
    };

    explicit PromptSnooze(Clock &clock) : clock_(clock) {}

    /// How long; the settings' `[quiet] minutes`, 30 unless told. Counts for what comes.
    void setLength(std::chrono::minutes length) { length_ = length; }
    /// Until when `who` is not asked for; nothing when it may ask.
    std::optional<Time> until(const Requester &who) const;
    /// A prompt for `who` ended with "Not now", or unanswered.
    void unanswered(const Requester &who);
    /// `who` waited for the same prompt as the one before it: a prompt counts once.
    void unansweredToo(const Requester &who);
    /// Somebody signed in: everybody may ask again.
    void clear();
    /// The person takes one back ("Ask again").
    void askAgain(const Entry &entry);
    /// Those in force, the oldest first.
    QList<Entry> entries() const;

Q_SIGNALS:
    /// Also when one ran out.
    void changed();

private:
    void silence(const QString &program, const QString &repository);
    /// Drops what ran out, and waits for the next one to.
    void refresh();

    Clock &clock_;
    std::chrono::minutes length_{30};
    QList<Entry> entries_;
    QList<Time> prompts_; ///< unanswered ones, of the last ten minutes
    std::unique_ptr<Alarm> nextEnd_;
};

} // namespace vouch
