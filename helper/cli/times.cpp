// SPDX-License-Identifier: Apache-2.0
#include "cli/times.h"

#include "core/clock.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// Whole minutes; never negative.
qint64 minutesIn(qint64 seconds) {
    return std::max<qint64>(seconds, 0) / 60;
}

} // namespace

QString clockTime(qint64 seconds, const QDateTime &now) {
    const QLocale locale;
    const auto at = QDateTime::fromSecsSinceEpoch(seconds);
    QString time = dayTime(Time(std::chrono::seconds(seconds)));
    if (at.date() == now.date())
        return time;
    const QString day = locale.toString(at.date(), u"ddd"_s);
    return u"%1 %2, %3"_s.arg(day, locale.toString(at.date(), QLocale::ShortFormat), time);
}

QString durationText(qint64 seconds) {
    const qint64 minutes = minutesIn(seconds);
    return minutes >= 60 ? Strings::tr("%1 h %2 min")
                               .arg(QString::number(minutes / 60), QString::number(minutes % 60))
                         : Strings::tr("%1 min").arg(minutes);
}

QString shortDuration(qint64 seconds) {
    const qint64 minutes = minutesIn(seconds);
    if (minutes < 60)
        return u"%1m"_s.arg(minutes);
    const QString rest = QString::number(minutes % 60).rightJustified(2, u'0');
    return u"%1h%2m"_s.arg(QString::number(minutes / 60), rest);
}

} // namespace vouch::cli
