// SPDX-License-Identifier: Apache-2.0
#include "session/refusals.h"

#include <QCoreApplication>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::Refusals)
};

QString howToBeAsked() {
    return Text::tr("Press Ask again in Vouch's panel, or run: vouch login");
}

} // namespace

Error declinedPrompt(const Requester &who, std::optional<Time> until) {
    if (!until)
        return cancelled();
    return Error(Error::Kind::Cancelled,
                 Text::tr("Cancelled. You are not asked again for %1 until %2.")
                     .arg(who.repository, dayTime(*until)),
                 howToBeAsked());
}

Error unansweredPrompt(const Requester &who, std::optional<Time> until) {
    if (!until)
        return Error(Error::Kind::TimedOut, Text::tr("Nobody answered in time."),
                     Text::tr("Run: vouch login"));
    return Error(Error::Kind::TimedOut,
                 Text::tr("Nobody answered in time. You are not asked again for %1 until %2.")
                     .arg(who.repository, dayTime(*until)),
                 howToBeAsked());
}

Error quietRefusal(const Requester &who, Time until) {
    return Error(Error::Kind::Quiet,
                 Text::tr("You are signed out, and not asked again for %1 until %2.")
                     .arg(who.repository, dayTime(until)),
                 howToBeAsked());
}

QString shortReason(const Error &error, std::optional<Time> until) {
    switch (error.kind()) {
    case Error::Kind::Cancelled:
    case Error::Kind::Quiet:
        return until ? Text::tr("not now, until %1").arg(dayTime(*until)) : Text::tr("not now");
    case Error::Kind::TimedOut:
        return Text::tr("nobody answered");
    case Error::Kind::PromptNeeded:
        return Text::tr("you are signed out");
    case Error::Kind::NotSetUp:
        return Text::tr("not set up yet");
    default:
        break;
    }
    QString message = error.message();
    if (message.endsWith(u'.'))
        message.chop(1);
    return message;
}

} // namespace vouch
