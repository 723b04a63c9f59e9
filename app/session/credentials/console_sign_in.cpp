// SPDX-License-Identifier: Apache-2.0
#include "session/credentials/console_sign_in.h"

#include "aws/arn.h"
#include "aws/endpoints.h"
#include "aws/sts.h"
#include "core/scoped_task.h"
#include "http/http.h"
#include "http/one_time_redirect.h"
#include "session/activity.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::ConsoleSignIn)
};

/// Where a part of AWS signs people in, and where its console is.
struct Front {
    QLatin1StringView partition, signIn, console;
};

const Front &frontOf(const QString &partition) {
    static constexpr std::array<Front, 3> all{{
        {"aws"_L1, "signin.aws.amazon.com"_L1, "console.aws.amazon.com"_L1},
        {"aws-us-gov"_L1, "signin.amazonaws-us-gov.com"_L1, "console.amazonaws-us-gov.com"_L1},
        {"aws-cn"_L1, "signin.amazonaws.cn"_L1, "console.amazonaws.cn"_L1},
    }};
    const auto found = std::ranges::find(all, partition, &Front::partition);
    if (found == all.end())
        throw Error(Error::Kind::Unsupported,
                    Text::tr("Vouch can't open the console of this part of AWS yet."),
                    Text::tr("Sign in there with your browser."), partition);
    return *found;
}

QString partitionOf(const ProgramCredentials::Given &given) {
    if (const auto arn = aws::parseRoleArn(given.route.role.arn))
        return arn->partition;
    return aws::partitionOf(given.region);
}

/// A member of a JSON object. AWS's keys and tokens are base64 and need no escapes.
void append(QByteArray &json, const char *name, QByteArrayView value) {
    const bool isPlain = std::ranges::all_of(
        value, [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != '\\'; });
    if (!isPlain)
        throw Error(Error::Kind::Server, Text::tr("These credentials can't be AWS's."),
                    Text::tr("Look where they come from."));
    json += json.isEmpty() ? "{\"" : ",\"";
    json += name;
    json += "\":\"";
    json += value;
    json += '"';
}

/// The question for a sign-in token. AWS documents it with everything in the address.
QUrl question(const Front &front, const aws::Credentials &credentials) {
    QByteArray session;
    session.reserve(credentials.sessionToken->size() + 300); // no copy is left where it grows
    append(session, "sessionId", credentials.accessKeyId);
    append(session, "sessionKey", credentials.secretAccessKey->view());
    append(session, "sessionToken", credentials.sessionToken->view());
    session += '}';
    QByteArray query = http::formEncoded({{"Action", "getSigninToken"}, {"Session", session}});
    wipe(session);
    QUrl url(u"https://%1/federation"_s.arg(front.signIn));
    url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    wipe(query);
    return url;
}

/// Where the browser goes with the token.
SharedSecret target(const Front &front, const QString &region, const QByteArray &token) {
    const QString console = u"https://%1/console/home"_s.arg(front.console) +
                            (region.isEmpty() ? QString() : u"?region="_s + region);
    QByteArray query = http::formEncoded({{"Action", "login"},
                                          {"Issuer", ""},
                                          {"Destination", console.toUtf8()},
                                          {"SigninToken", token}});
    QByteArray address;
    address.reserve(query.size() + 100);
    address += "https://" + QByteArrayView(front.signIn.data(), front.signIn.size()).toByteArray();
    address += "/federation?" + query;
    wipe(query);
    return std::make_shared<Secret>(Secret::take(std::move(address)));
}

QByteArray tokenIn(const http::Reply &reply, const Front &front) {
    if (reply.status >= 500)
        throw Error(Error::Kind::Server,
                    Text::tr("%1 answers with an error (%2).")
                        .arg(front.signIn, QString::number(reply.status)),
                    Text::tr("Try again later."));
    if (reply.status >= 400)
        throw Error(Error::Kind::Role, Text::tr("AWS opens no console for these credentials."),
                    Text::tr("Use a role, or a profile with an IAM user's keys of its own."),
                    QString::number(reply.status));
    QByteArray token =
        QJsonDocument::fromJson(reply.body).object().value("SigninToken"_L1).toString().toUtf8();
    if (token.isEmpty())
        throw Error(Error::Kind::Server, Text::tr("%1 does not answer like AWS.").arg(front.signIn),
                    Text::tr("Check your network: something may stand between."));
    return token;
}

} // namespace

ConsoleSignIn::ConsoleSignIn(ProgramCredentials &programs, aws::Sts &sts, http::Client &http,
                             Activity &activity, Clock &clock)
    : programs_(programs), sts_(sts), http_(http), activity_(activity), clock_(clock) {}

ConsoleSignIn::~ConsoleSignIn() = default;

QCoro::Task<QUrl> ConsoleSignIn::address(Request asked, PromptContext context,
                                         std::stop_token stop) {
    redirects_.remove_if(std::mem_fn(&http::OneTimeRedirect::isOver));
    const auto forgotten = forgotten_;
    // AWS opens no console for a session by GetSessionToken: a user without a role needs the other
    // call, which takes long-lived keys only.
    const ProgramCredentials::Request wanted{asked.name, asked.duration, true,
                                             Requester::Purpose::Console};
    const auto given = co_await programs_.give(wanted, context, stop);
    throwIfStopped(stop);
    const QString partition = partitionOf(given);
    const Front &front = frontOf(partition);
    aws::Credentials credentials{given.accessKeyId, given.secretAccessKey, given.sessionToken,
                                 given.expiresAt};
    if (!credentials.sessionToken) {
        const QString region = given.region.isEmpty() ? aws::mainRegionOf(partition) : given.region;
        aws::FederationTokenRequest federation;
        federation.place = aws::stsEndpoint(region, partition);
        federation.name = given.route.name();
        if (wanted.duration.count() > 0)
            federation.duration = wanted.duration;
        const aws::StsCaller caller{credentials, given.route.name()};
        credentials = co_await sts_.getFederationToken(federation, caller, stop);
        throwIfStopped(stop);
    }
    http::Request request;
    request.method = "GET";
    request.url = question(front, credentials);
    const http::Reply reply = co_await http_.exchange(std::move(request), stop);
    throwIfStopped(stop);
    QByteArray token = tokenIn(reply, front);
    if (forgotten_ != forgotten) { // the person signed out meanwhile
        wipe(token);
        throw cancelled();
    }
    Requester who = context.who;
    who.purpose = Requester::Purpose::Console;
    who.role = given.route.name();
    const auto refused = [this, who](std::optional<qint64> user) { tellMisuse(who, user); };
    const http::OneTimeRedirect &redirect =
        redirects_.emplace_back(target(front, given.region, token), clock_, refused);
    wipe(token);
    const QUrl address = redirect.address();
    co_return QUrl(address);
}

void ConsoleSignIn::forget() {
    ++forgotten_;
    redirects_.clear();
}

void ConsoleSignIn::tellMisuse(Requester who, std::optional<qint64> user) {
    const QString whose = user ? tr("a program of user %1").arg(*user) : tr("an unknown program");
    activity_.record({clock_.now(), std::move(who), false, tr("%1 opened its address").arg(whose)});
    Q_EMIT misused(tr("AWS's console was kept from somebody"),
                   user ? tr("A program of this computer's user %1 opened the address that signs "
                             "you in. It got nothing. Sign in with a browser of your own user.")
                              .arg(*user)
                        : tr("Vouch can't see whose program opened the address that signs you in. "
                             "It got nothing. Sign in at AWS with your browser."));
}

} // namespace vouch
