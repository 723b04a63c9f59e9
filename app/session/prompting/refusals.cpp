// SPDX-License-Identifier: Apache-2.0
#include "session/prompting/refusals.h"

#include "core/displayed.h"
#include "session/activity.h"
#include "session/activity_reason.h"

#include <QCoreApplication>

#include <algorithm>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::Refusals)
};

/// Refusals without a prompt come with every attempt in the background, so they are only recorded
/// once in this time.
constexpr auto repeatAfter = 1h;

/// What the prompt is about: a repository, or a program that wants credentials for itself.
const QString &subject(const Requester &who) {
    return who.repository.isEmpty() ? who.program : who.repository;
}

/// In a few words; empty if the kind of error says it all. `snoozed`: the requester's snooze.
QString shortReason(const Error &error, const std::optional<PromptSnooze::Entry> &snoozed) {
    switch (error.kind()) {
    case Error::Kind::Canceled:
    case Error::Kind::Snoozed:
        if (!snoozed)
            return {};
        return (snoozed->end == PromptSnooze::End::NotNow
                    ? Strings::tr("not now, until %1")
                    : Strings::tr("nobody answered, quiet until %1"))
            .arg(dayTime(snoozed->until));
    case Error::Kind::TimedOut:
    case Error::Kind::NotSetUp:
        return {};
    default:
        return withoutPeriod(error.message());
    }
}

QString howToAllowPrompts() {
    return Strings::tr("Press Ask again in Vouch's panel, or run: vouch login");
}

} // namespace

Error declinedPrompt(const Requester &who, std::optional<Time> until) {
    if (!until)
        return canceled();
    if (who.isInForeground)
        return Error(Error::Kind::Canceled,
                     Strings::tr("Canceled. Vouch won't ask for %1 in the background until %2.")
                         .arg(subject(who), dayTime(*until)),
                     Strings::tr("Run the command again when you're ready."));
    return Error(Error::Kind::Canceled,
                 Strings::tr("Canceled. Vouch won't ask again for %1 until %2.")
                     .arg(subject(who), dayTime(*until)),
                 howToAllowPrompts());
}

Error unansweredPrompt(const Requester &who, std::optional<Time> until) {
    if (who.isInForeground) // which may prompt again at any time
        return Error(Error::Kind::TimedOut, Strings::tr("Nobody answered in time."),
                     Strings::tr("Run the command again when you're ready."));
    if (!until)
        return Error(Error::Kind::TimedOut, Strings::tr("Nobody answered in time."),
                     Strings::tr("Run: vouch login"));
    return Error(Error::Kind::TimedOut,
                 Strings::tr("Nobody answered in time. Vouch won't ask again for %1 until %2.")
                     .arg(subject(who), dayTime(*until)),
                 howToAllowPrompts());
}

Error snoozedRefusal(const Requester &who, Time until) {
    return Error(
        Error::Kind::Snoozed,
        Strings::tr("Vouch won't ask again for %1 until %2.").arg(subject(who), dayTime(until)),
        howToAllowPrompts());
}

void recordRefusal(Activity &activity, const PromptSnooze &snooze, Time now, const Requester &who,
                   const Error &error) {
    using Kind = Error::Kind;
    const auto snoozed = snooze.entryFor(who);
    ActivityEntry entry{now, who, false};
    setReason(entry, error.kind(), shortReason(error, snoozed));
    if (error.kind() == Kind::Snoozed || error.kind() == Kind::PromptNeeded) {
        const auto entries = activity.latest(Activity::inMemory);
        const auto last = std::ranges::find_if(entries, [&who](const ActivityEntry &each) {
            return each.who.program == who.program && each.who.repository == who.repository;
        });
        if (last != entries.end() && last->reason == entry.reason &&
            (error.kind() == Kind::Snoozed || now - last->at < repeatAfter))
            return;
    }
    const bool isChosen = error.kind() == Kind::Canceled || error.kind() == Kind::Snoozed;
    if (isChosen && snoozed && snoozed->end == PromptSnooze::End::NotNow)
        entry.notNowUntil = snoozed->until;
    activity.record(entry);
}

} // namespace vouch
