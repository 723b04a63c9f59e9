// SPDX-License-Identifier: Apache-2.0
#include "ui/text/two_line_row.h"

#include "session/activity.h"
#include "session/activity_reason.h"
#include "session/requester.h"
#include "ui/text/joined.h"
#include "ui/text/sign_in_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using std::chrono::seconds;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Panel)
};

} // namespace

TwoLineRow waitingRow(const Requester &who, seconds age) {
    TwoLineRow row;
    row.mark = TwoLineRow::Mark::Waiting;
    if (who.purpose == Requester::Purpose::Git) {
        row.first = Strings::tr("%1 wants %2").arg(who.program, who.repository);
        row.second =
            Strings::tr("%1 as %2 · pid %3").arg(who.region, who.role, QString::number(who.pid));
    } else if (who.purpose != Requester::Purpose::SignIn) {
        const RequesterText text = requesterText(who, {});
        const bool isUser = who.purpose == Requester::Purpose::AddProfile;
        row.first = text.first;
        row.second = joined({who.role.isEmpty() ? QString()
                             : isUser           ? text.second
                                                : Strings::tr("as %1", "a role").arg(who.role),
                             Strings::tr("pid %1").arg(who.pid)});
    } else {
        row.first = Strings::tr("%1 is signing you in").arg(who.program);
        row.second = Strings::tr("pid %1").arg(who.pid);
    }
    row.right = timeText(age);
    row.spoken = joined({row.first, row.second});
    row.details = who.directory;
    return row;
}

TwoLineRow activityRow(const ActivityEntry &use, Time now) {
    const QString when = dayTimeOrDate(use.at, now);
    const QString name = usedName(use);
    TwoLineRow row{TwoLineRow::Mark::Allowed, 0, name, {}, when, {}, use.who.directory};
    if (use.allowed) {
        row.second = joined({Strings::tr("%1 (%2)", "git (48210)")
                                 .arg(use.who.program, QString::number(use.who.pid)),
                             use.who.role});
        row.spoken = Strings::tr("%1, %2, as %3, %4, allowed")
                         .arg(name, use.who.program, use.who.role, when);
        if (!use.reason.isEmpty()) {
            row.second = Strings::tr("Allowed, but %1").arg(reasonText(use));
            row.spoken += u". "_s + row.second;
        }
    } else if (use.notNowUntil != Time{}) {
        row.mark = TwoLineRow::Mark::Quiet;
        row.second = saidNotNow(use.notNowUntil);
        row.spoken = Strings::tr("%1, %2, %3: %4").arg(name, use.who.program, when, row.second);
    } else {
        row.mark = TwoLineRow::Mark::Refused;
        row.second = Strings::tr("Refused: %1").arg(reasonText(use));
        row.spoken = Strings::tr("%1, %2, as %3, %4, refused: %5")
                         .arg(name, use.who.program, use.who.role, when, reasonText(use));
    }
    return row;
}

QString saidNotNow(Time until) {
    return Strings::tr("You chose “Not now”, until %1").arg(dayTime(until));
}

QString usedName(const ActivityEntry &use) {
    if (use.who.purpose == Requester::Purpose::Console)
        return Strings::tr("AWS console");
    return use.who.repository.isEmpty() ? Strings::tr("AWS credentials") : use.who.repository;
}

} // namespace vouch::ui
