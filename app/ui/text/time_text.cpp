// SPDX-License-Identifier: Apache-2.0
#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace vouch::ui {

using namespace std::chrono_literals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Time)
};

struct Parts {
    int hours, minutes, seconds;

    explicit Parts(std::chrono::seconds length)
        : hours(int(length / 1h)), minutes(int(length % 1h / 1min)),
          seconds(int((length % 1min) / 1s)) {}
};

} // namespace

QString timeText(std::chrono::seconds length) {
    const Parts parts(length);
    if (parts.hours > 0)
        return Strings::tr("%1 h %2 min")
            .arg(QString::number(parts.hours), QString::number(parts.minutes));
    if (parts.minutes > 0)
        return Strings::tr("%1 min %2 s")
            .arg(QString::number(parts.minutes), QString::number(parts.seconds));
    return Strings::tr("%1 s").arg(parts.seconds);
}

QString minutesText(std::chrono::seconds length) {
    const Parts parts(length);
    if (parts.hours > 0)
        return Strings::tr("%1 h %2 min")
            .arg(QString::number(parts.hours), QString::number(parts.minutes));
    return parts.minutes > 0 ? Strings::tr("%1 min").arg(parts.minutes)
                             : Strings::tr("less than 1 min");
}

QString spokenTime(std::chrono::seconds length) {
    const Parts parts(length);
    const QString minutes = Strings::tr("%n minute(s)", nullptr, parts.minutes);
    if (parts.hours > 0)
        return Strings::tr("%1 %2", "5 hours, 12 minutes")
            .arg(Strings::tr("%n hour(s)", nullptr, parts.hours), minutes);
    return parts.minutes > 0 ? minutes : Strings::tr("%n second(s)", nullptr, parts.seconds);
}

QString dayTimeOrDate(Time time, Time now) {
    const QDate day = toLocal(time).date();
    return day == toLocal(now).date() ? dayTime(time)
                                      : QLocale().toString(day, QLocale::ShortFormat);
}

} // namespace vouch::ui
