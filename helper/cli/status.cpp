// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/commands.h"

#include "wire/start.h"

#include <QCommandLineParser>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QString clockTime(const QString &seconds) {
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds.toLongLong()),
                              QLocale::ShortFormat);
}

QString duration(qint64 seconds) {
    const qint64 minutes = qMax<qint64>(seconds, 0) / 60;
    return minutes >= 60
               ? u"%1 h %2 min"_s.arg(QString::number(minutes / 60), QString::number(minutes % 60))
               : u"%1 min"_s.arg(minutes);
}

/// ` until 6:00 PM`, or that the expiration of the AWS credentials is unknown.
QString untilEnd(const wire::Block &answer) {
    return answer.find("aws_expires_at") ? u" until "_s + clockTime(text(answer, "aws_expires_at"))
                                         : u" with unknown expiration"_s;
}

void printText(const wire::Block &answer) {
    const QString state = text(answer, "state");
    const QString end = text(answer, "expires_at");
    if (state == "signed_in"_L1)
        print(u"Signed in%1 at %2 until %3 (%4 left)."_s.arg(
            asUser(answer), text(answer, "server"), clockTime(end),
            duration(end.toLongLong() - QDateTime::currentSecsSinceEpoch())));
    else if (state == "signing_in"_L1)
        print(u"Waiting for you in Vouch's window. Requests waiting: %1."_s.arg(
            text(answer, "waiting")));
    else if (state == "profiles_only"_L1)
        print(u"Set up for AWS profiles. No Vouch server is set, and none is needed."_s);
    else if (state == "not_set_up"_L1)
        print(u"Not set up yet. Run: vouch config set server https://YOUR-SERVER"_s);
    else
        print(u"Signed out. Run: vouch login"_s);
    if (answer.find("role"))
        print(u"Role %1 in account %2, AWS credentials%3."_s.arg(
            text(answer, "role"), text(answer, "account"), untilEnd(answer)));
    if (answer.find("profile"))
        print(
            u"AWS profile %1, AWS credentials%2."_s.arg(text(answer, "profile"), untilEnd(answer)));
    if (answer.find("unused_profile"))
        print(u"AWS_PROFILE is set to %1, but your role %2 takes precedence."_s.arg(
            text(answer, "unused_profile"), text(answer, "role_before")));
    if (state != "signing_in"_L1 && text(answer, "waiting").toInt() > 0)
        print(u"A question is waiting for you in Vouch's window. Requests waiting: %1."_s.arg(
            text(answer, "waiting")));
    if (answer.find("problem"))
        print(u"Problem: %1"_s.arg(text(answer, "problem")));
}

/// Prints the answer's fields under their own keys, with numbers and flags as JSON types.
void printAsJson(const wire::Block &answer) {
    QJsonObject object;
    for (std::size_t i = 0; i < answer.size(); ++i) {
        const auto [keyBytes, valueBytes] = answer.field(i);
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
    print(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

} // namespace

int status(const QCommandLineParser &line) {
    const bool asJson = line.isSet(u"json"_s);
    auto connection = wire::Connection::open(wire::runtimePaths());
    if (!connection) {
        if (asJson)
            print(uR"({"state":"not_running"})"_s);
        else
            print(u"Vouch is not running. It starts automatically when git needs it."_s);
        return NoApplication;
    }
    wire::BlockWriter request = wire::request("status");
    wire::addAwsVariables(request);
    const auto answer = exchange(std::move(*connection), request.finish());
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    if (asJson)
        printAsJson(answer);
    else
        printText(answer);
    const auto state = answer.value("state");
    return state == "signed_in" || state == "profiles_only" ? Done : Refused;
}

int logout(const QCommandLineParser &) {
    if (auto connection = wire::Connection::open(wire::runtimePaths())) {
        const auto answer = exchange(std::move(*connection), wire::request("logout").finish());
        if (const auto failure = wire::failure(answer))
            return printError(*failure);
    }
    print(u"Signed out."_s);
    return Done;
}

} // namespace vouch::cli
