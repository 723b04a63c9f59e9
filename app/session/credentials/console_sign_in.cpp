// SPDX-License-Identifier: Apache-2.0
#include "session/credentials/console_sign_in.h"

#include "aws/arn.h"
#include "aws/endpoints.h"
#include "aws/sts.h"
#include "codecommit/partition.h"
#include "core/scoped_task.h"
#include "http/http.h"
#include "http/one_time_redirect.h"
#include "session/activity.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ConsoleSignIn)
};

/// The sign-in and console hosts of an AWS partition.
struct ConsoleHosts {
    QLatin1StringView signIn, console;
};

ConsoleHosts consoleHosts(const QString &partition) {
    const auto *found = codecommit::findPartition(partition.toStdString());
    if (found == nullptr || found->consoleHost.empty())
        throw Error(Error::Kind::Unsupported,
                    Strings::tr("Vouch can't open the console of this AWS partition yet."),
                    Strings::tr("Sign in with your browser instead."), partition);
    const auto latin1 = [](std::string_view text) {
        return QLatin1StringView(text.data(), qsizetype(text.size()));
    };
    return {latin1(found->signInHost), latin1(found->consoleHost)};
}

QString partitionOf(const ProgramCredentials::Given &given) {
    if (const auto arn = aws::parseRoleArn(given.route.role.arn))
        return arn->partition;
    return aws::partitionOf(given.region);
}

QString textOf(QByteArrayView bytes) {
    return QString::fromLatin1(bytes);
}

/// The getSigninToken request. AWS documents it as a GET with everything in the query. The JSON's
/// and the URL's own copies of the secrets are wiped when they are freed:
/// core/wiping_heap_linux.cpp.
QUrl signInTokenUrl(const ConsoleHosts &hosts, const aws::Credentials &credentials) {
    const QJsonObject members{{u"sessionId"_s, textOf(credentials.accessKeyId)},
                              {u"sessionKey"_s, textOf(credentials.secretAccessKey->view())},
                              {u"sessionToken"_s, textOf(credentials.sessionToken->view())}};
    QByteArray session = QJsonDocument(members).toJson(QJsonDocument::Compact);
    QByteArray query = http::formEncoded({{"Action", "getSigninToken"}, {"Session", session}});
    wipe(session);
    QUrl url(u"https://%1/federation"_s.arg(hosts.signIn));
    url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    wipe(query);
    return url;
}

/// The address that signs the browser in.
SharedSecret loginUrl(const ConsoleHosts &hosts, const QString &region, const QByteArray &token) {
    const QString console = u"https://%1/console/home"_s.arg(hosts.console) +
                            (region.isEmpty() ? QString() : u"?region="_s + region);
    QByteArray query = http::formEncoded({{"Action", "login"},
                                          {"Issuer", ""},
                                          {"Destination", console.toUtf8()},
                                          {"SigninToken", token}});
    QByteArray address;
    address.reserve(query.size() + 100);
    address += "https://" + QByteArrayView(hosts.signIn.data(), hosts.signIn.size()).toByteArray();
    address += "/federation?" + query;
    wipe(query);
    return std::make_shared<Secret>(Secret::take(std::move(address)));
}

QByteArray tokenIn(const http::Reply &reply, const ConsoleHosts &hosts) {
    if (reply.status >= 500)
        throw Error(Error::Kind::Server,
                    Strings::tr("%1 returned an error (%2).")
                        .arg(hosts.signIn, QString::number(reply.status)),
                    Strings::tr("Try again later."));
    if (reply.status >= 400)
        throw Error(Error::Kind::Role,
                    Strings::tr("AWS won't open the console with these credentials."),
                    Strings::tr("Use a role, or a profile with its own IAM user keys."),
                    QString::number(reply.status));
    QByteArray token =
        QJsonDocument::fromJson(reply.body).object().value("SigninToken"_L1).toString().toUtf8();
    if (token.isEmpty())
        throw Error(
            Error::Kind::Server,
            Strings::tr("The response from %1 doesn't look like AWS.").arg(hosts.signIn),
            Strings::tr("Check your network: something may be intercepting the connection."));
    return token;
}

} // namespace

ConsoleSignIn::ConsoleSignIn(ProgramCredentials &programs, aws::Sts &sts, http::Client &http,
                             Activity &activity, Clock &clock)
    : programs_(programs), sts_(sts), http_(http), activity_(activity), clock_(clock) {}

ConsoleSignIn::~ConsoleSignIn() = default;

QCoro::Task<QUrl> ConsoleSignIn::address(QString name, std::chrono::seconds duration,
                                         PromptContext context, std::stop_token stop) {
    redirects_.remove_if(std::mem_fn(&http::OneTimeRedirect::isOver));
    const auto forgotten = forgotten_;
    // AWS doesn't open the console for a GetSessionToken session. A user without a role needs
    // GetFederationToken, which accepts long-lived keys only.
    CredentialsRequest wanted;
    wanted.duration = duration;
    wanted.longLived = true;
    context.who.purpose = Requester::Purpose::Console;
    const auto given = co_await programs_.give(name, wanted, context, stop);
    throwIfStopped(stop);
    const QString partition = partitionOf(given);
    const ConsoleHosts hosts = consoleHosts(partition);
    aws::Credentials credentials{given.accessKeyId, given.secretAccessKey, given.sessionToken,
                                 given.expiresAt};
    if (!credentials.sessionToken) {
        const QString region = given.region.isEmpty() ? aws::mainRegionOf(partition) : given.region;
        aws::FederationTokenRequest federation;
        federation.endpoint = aws::stsEndpoint(region, partition);
        federation.name = given.route.name();
        if (duration.count() > 0)
            federation.duration = duration;
        const aws::StsCaller caller{credentials, given.route.name()};
        credentials = co_await sts_.getFederationToken(federation, caller, stop);
        throwIfStopped(stop);
    }
    http::Request request;
    request.method = "GET";
    request.url = signInTokenUrl(hosts, credentials);
    const http::Reply reply = co_await http_.exchange(std::move(request), stop);
    throwIfStopped(stop);
    QByteArray token = tokenIn(reply, hosts);
    if (forgotten_ != forgotten) { // the user signed out in the meantime
        wipe(token);
        throw canceled();
    }
    Requester who = context.who;
    who.role = given.route.name();
    const auto refused = [this, who](std::optional<qint64> user) { reportMisuse(who, user); };
    const http::OneTimeRedirect &redirect =
        redirects_.emplace_back(loginUrl(hosts, given.region, token), clock_, refused);
    wipe(token);
    const QUrl address = redirect.address();
    co_return QUrl(address);
}

void ConsoleSignIn::forget() {
    ++forgotten_;
    redirects_.clear();
}

void ConsoleSignIn::reportMisuse(Requester who, std::optional<qint64> user) {
    const QString whose =
        user ? tr("a program run by user %1").arg(*user) : tr("an unknown program");
    activity_.record(
        {clock_.now(), std::move(who), false, tr("%1 opened the sign-in link").arg(whose)});
    Q_EMIT misused(tr("Blocked an AWS console sign-in"),
                   user
                       ? tr("A program run by user %1 on this computer opened your sign-in link. "
                            "Vouch blocked it. Use a browser that runs under your own account.")
                             .arg(*user)
                       : tr("Vouch couldn't tell which user's program opened your sign-in link, so "
                            "Vouch blocked it. Sign in to AWS with your browser instead."));
}

} // namespace vouch
