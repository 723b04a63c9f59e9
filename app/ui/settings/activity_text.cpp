// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/activity_text.h"

#include "session/activity.h"
#include "session/activity_reason.h"
#include "session/doctor/diagnosis.h"
#include "ui/text/joined.h"
#include "ui/text/path_text.h"
#include "ui/text/two_line_row.h"

#include <QCoreApplication>
#include <QLocale>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::ActivityPage)
};

QString programText(const Requester &who) {
    return who.pid > 0 ? u"%1 (%2)"_s.arg(who.program, QString::number(who.pid)) : who.program;
}

} // namespace

QString dayHeading(QDate day, QDate today) {
    if (day == today)
        return Strings::tr("Today");
    if (day == today.addDays(-1))
        return Strings::tr("Yesterday");
    return QLocale().toString(day, QLocale::LongFormat);
}

bool isChoice(const ActivityEntry &use) {
    return !use.allowed && use.notNowUntil != Time();
}

QString outcomeText(const ActivityEntry &use) {
    if (isChoice(use))
        return saidNotNow(use.notNowUntil);
    if (!use.allowed)
        return Strings::tr("Refused: %1").arg(reasonText(use));
    return use.reason.isEmpty() ? Strings::tr("Allowed")
                                : Strings::tr("Allowed, but %1").arg(reasonText(use));
}

QString secondLine(const ActivityEntry &use) {
    const bool isPlain = use.allowed && use.reason.isEmpty();
    return joined({isPlain ? QString() : outcomeText(use), programText(use.who), use.who.role,
                   use.who.region, underHome(use.who.directory)});
}

QString wholeText(const ActivityEntry &use) {
    return joined({QLocale().toString(toLocal(use.at), QLocale::ShortFormat), usedName(use),
                   outcomeText(use), programText(use.who), use.who.role, use.who.region,
                   underHome(use.who.directory)});
}

QUrl refusedRepository(const ActivityEntry &use) {
    if (isChoice(use) || use.reason.isEmpty() || use.who.repository.isEmpty() ||
        use.who.region.isEmpty())
        return {};
    return addressIn(use.who.region, use.who.repository).url();
}

} // namespace vouch::ui
