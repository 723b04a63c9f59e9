// SPDX-License-Identifier: Apache-2.0
#include "cli/status_text.h"

#include "cli/command.h"
#include "cli/times.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

qint64 seconds(const wire::Block &answer, std::string_view key) {
    return text(answer, key).toLongLong();
}

/// ` until 18:00`, or that the expiration of the AWS credentials is unknown.
QString untilEnd(const wire::Block &answer, const QDateTime &now) {
    return answer.find("aws_expires_at")
               ? Strings::tr(" until ") + clockTime(seconds(answer, "aws_expires_at"), now)
               : Strings::tr(" with unknown expiration");
}

/// The first line. What is said at its beginning is in color.
QList<Span> stateLine(const wire::Block &answer, const QDateTime &now) {
    const auto state = answer.value("state");
    if (state == "signed_in") {
        const qint64 end = seconds(answer, "expires_at");
        const QString line = Strings::tr("Signed in%1 at %2 until %3 (%4 left).")
                                 .arg(asUser(answer), text(answer, "server"), clockTime(end, now),
                                      durationText(end - now.toSecsSinceEpoch()));
        return {{line, Tone::Good}};
    }
    if (state == "signing_in" && answer.find("asking"))
        return {
            {Strings::tr("%1 is asking for your key: continue in its window. Requests waiting: %2.")
                 .arg(text(answer, "asking"), text(answer, "waiting")),
             Tone::Warning}};
    if (state == "signing_in")
        return {{Strings::tr("Waiting for you in Vouch's window. Requests waiting: %1.")
                     .arg(text(answer, "waiting")),
                 Tone::Warning}};
    if (state == "profiles_only")
        return {
            {Strings::tr("Set up for AWS profiles. No Vouch server is set, and none is needed."),
             Tone::Good}};
    if (state == "not_set_up")
        return {{Strings::tr("Not set up yet."), Tone::Warning}}; // setUpSteps() go with it
    return {{Strings::tr("Signed out."), Tone::Warning}, {u' ' + Strings::tr("Run: vouch login")}};
}

} // namespace

QList<QList<Span>> statusLines(const StatusAnswer &answer, const QDateTime &now) {
    if (!answer)
        return {{{Strings::tr("Vouch is not running."), Tone::Warning},
                 {u' ' + Strings::tr("It starts automatically when git needs it.")}}};
    QList<QList<Span>> lines{stateLine(*answer, now)};
    const auto say = [&lines](const QString &line) { lines.append({{line}}); };
    if (answer->find("role"))
        say(Strings::tr("Role %1 in account %2, AWS credentials%3.")
                .arg(text(*answer, "role"), text(*answer, "account"), untilEnd(*answer, now)));
    if (answer->find("profile"))
        say(Strings::tr("AWS profile %1, AWS credentials%2.")
                .arg(text(*answer, "profile"), untilEnd(*answer, now)));
    if (answer->find("unused_profile"))
        say(Strings::tr("AWS_PROFILE is set to %1, but your role %2 takes precedence.")
                .arg(text(*answer, "unused_profile"), text(*answer, "role_before")));
    if (answer->value("state") != "signing_in" && seconds(*answer, "waiting") > 0)
        lines.append({{Strings::tr("A question is waiting for you in Vouch's window. Requests "
                                   "waiting: %1.")
                           .arg(text(*answer, "waiting")),
                       Tone::Warning}});
    if (answer->find("problem"))
        lines.append({{Strings::tr("Problem: %1").arg(text(*answer, "problem")), Tone::Bad}});
    return lines;
}

QString shortStatus(const StatusAnswer &answer, qint64 now) {
    const auto state = answer ? answer->value("state") : std::string_view();
    if (state == "signed_in")
        return shortDuration(seconds(*answer, "expires_at") - now);
    if (state == "signing_in")
        return u"…"_s;
    return state == "signed_out" ? Strings::tr("signed out") : QString();
}

QByteArray statusJson(const StatusAnswer &answer) {
    QJsonObject object;
    if (!answer)
        object.insert(u"state"_s, u"not_running"_s);
    for (std::size_t i = 0; answer && i < answer->size(); ++i) {
        const auto [keyBytes, valueBytes] = answer->field(i);
        const QString key = QString::fromUtf8(keyBytes.data(), qsizetype(keyBytes.size()));
        const QString value = QString::fromUtf8(valueBytes.data(), qsizetype(valueBytes.size()));
        if (key == "status"_L1)
            continue;
        if (key.endsWith("expires_at"_L1) || key == "waiting"_L1 || key == "pid"_L1)
            object.insert(key, value.toLongLong());
        else if (key == "display"_L1)
            object.insert(key, value == "yes"_L1);
        else
            object.insert(key, value);
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

int statusExitCode(const StatusAnswer &answer) {
    if (!answer)
        return NoApplication;
    const auto state = answer->value("state");
    return state == "signed_in" || state == "profiles_only" ? Done : Refused;
}

qint64 nextChange(const StatusAnswer &answer, qint64 now, bool showsMinutes) {
    if (!answer)
        return 0;
    qint64 next = 0;
    const auto consider = [&next, now](qint64 at) {
        if (at > now && (next == 0 || at < next))
            next = at;
    };
    const qint64 end = seconds(*answer, "expires_at");
    if (end > 0)
        consider(end + 1);
    if (answer->find("aws_expires_at"))
        consider(seconds(*answer, "aws_expires_at") + 1);
    const qint64 minutes = (end - now) / 60;
    if (showsMinutes && minutes > 0)
        consider(end - minutes * 60 + 1);
    return next;
}

} // namespace vouch::cli
