// SPDX-License-Identifier: Apache-2.0
#include "identity/server.h"

#include "core/displayed.h"
#include "core/log.h"
#include "core/scoped_task.h"
#include "identity/answer.h"
#include "identity/rp_id.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QUrlQuery>

namespace vouch::identity {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::identity)
};

/// The server's state is valid for five minutes; slightly less here, to allow for transit.
constexpr auto challengeLife = 4min;
/// The session ends here before it ends at the server, so that nothing fails in between.
constexpr auto sessionMargin = 30s;
constexpr qsizetype maxEmail = 254; ///< RFC 5321 section 4.5.3.1.3, without the brackets
constexpr qint64 defaultSessionSeconds = 8 * 60 * 60;

QByteArray compact(const QJsonObject &object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// The members in the order of WebAuthn section 5.8.1.1, which QJsonObject would sort.
QByteArray clientDataFor(const QString &challenge, const QString &rpId) {
    return R"({"type":"webauthn.get","challenge":")" + challenge.toLatin1() +
           R"(","origin":"https://)" + rpId.toLatin1() + R"(","crossOrigin":false})";
}

bool isBase64Url(const QString &text) {
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
               c == u'-' || c == u'_';
    });
}

/// A server with a policy refuses a sign-in without a report, without mentioning reports.
Refused reportWanted(const Refused &refused, const QString &server) {
    return Refused(
        refused.status(), refused.code(),
        Error(refused.kind(),
              Strings::tr("%1 requires a report about this computer, but sending it is turned off.")
                  .arg(server),
              Strings::tr("Turn it on in Vouch's settings, or run: vouch config set posture true"),
              refused.detail()));
}

/// A token's lifetime according to its server, limited to a sensible maximum.
std::chrono::seconds lifetimeIn(const QJsonObject &answer, qint64 defaultSeconds) {
    constexpr double maxSeconds = 7 * 24 * 60 * 60;
    const double seconds = answer["expires_in"_L1].toDouble(double(defaultSeconds));
    return std::chrono::seconds(qint64(std::clamp(seconds, 0.0, maxSeconds)));
}

} // namespace

fido::AssertionRequest Challenge::assertionRequest() const {
    return {rpId, clientData};
}

Server::Server(QUrl base, http::Client &http, const Clock &clock, Keychain &keychain)
    : connection_(std::move(base), http, clock), registration_(connection_, keychain) {}

QStringList Server::possibleRpIds() const {
    const QString host = connection_.base().host(QUrl::FullyEncoded).toLower();
    QStringList ids;
    for (QString id = host; !id.isEmpty(); id = id.section(u'.', 1))
        if (mayUseRpId(host, id))
            ids.append(id);
    return ids;
}

QCoro::Task<> Server::reach(std::stop_token stop) {
    const http::Reply reply =
        co_await connection_.get(connection_.at(u"/.well-known/openid-configuration"_s), stop);
    throwIfStopped(stop);
    const bool overloaded = reply.status == 429 || reply.status >= 500;
    if (reply.status >= 400 && !overloaded)
        throw notLikeAServer(reply, name());
    requireText(answerOf(reply, name()), "issuer"_L1, name());
}

QCoro::Task<Challenge> Server::challenge(std::stop_token stop) {
    const QList<http::Header> empty; // only the client's own proofs are sent
    const QJsonObject answer = co_await post(u"/oauth/fido2/challenge"_s, empty, stop);
    throwIfStopped(stop);
    Challenge challenge;
    challenge.rpId = requireText(answer, "rp_id"_L1, name());
    challenge.state = requireText(answer, "state"_L1, name());
    const QString value = requireText(answer, "challenge"_L1, name());
    if (!mayUseRpId(connection_.base().host(QUrl::FullyEncoded), challenge.rpId) ||
        !isBase64Url(value))
        throw Error(
            Error::Kind::Server,
            Strings::tr("%1 asked for a sign-in that belongs to another server.").arg(name()),
            Strings::tr("Your key wasn't used. Check the server's address with your organization."),
            u"rp_id %1"_s.arg(challenge.rpId));
    challenge.clientData = clientDataFor(value, challenge.rpId);
    challenge.expiresAt = connection_.skew().toLocal(connection_.skew().now() + challengeLife);
    co_return challenge;
}

QCoro::Task<Login> Server::logIn(Challenge challenge, fido::Assertion assertion,
                                 QByteArray authorizationDetails, std::stop_token stop) {
    const auto text = [](const QByteArray &bytes) { return QString::fromLatin1(base64Url(bytes)); };
    const QJsonObject signedAssertion{{u"state"_s, challenge.state},
                                      {u"credential_id"_s, text(assertion.credentialId)},
                                      {u"authenticator_data"_s, text(assertion.authenticatorData)},
                                      {u"signature"_s, text(assertion.signature)},
                                      {u"client_data_json"_s, text(challenge.clientData)},
                                      {u"user_handle"_s, text(assertion.userHandle)}};
    QList<http::Header> form{{"grant_type", "urn:ietf:params:oauth:grant-type:fido2-assertion"},
                             {"assertion", base64Url(compact(signedAssertion))},
                             {"scope", "openid email"}};
    if (!authorizationDetails.isEmpty())
        form.append({"authorization_details", authorizationDetails});
    QJsonObject answer;
    try {
        answer = co_await post(u"/oauth/token"_s, form, stop, Connection::Repeat::NotForTime);
    } catch (const Refused &refused) {
        throwIfStopped(stop);
        if (refused.code() != "access_denied"_L1 || !authorizationDetails.isEmpty())
            throw;
        throw reportWanted(refused, name());
    }
    throwIfStopped(stop);
    co_return loginFrom(answer, Binding::Required);
}

Login Server::loginFrom(const QJsonObject &answer, Binding binding) {
    const QString type = answer["token_type"_L1].toString();
    const auto is = [&type](QLatin1StringView name) {
        return type.compare(name, Qt::CaseInsensitive) == 0;
    };
    const bool unbound = binding == Binding::AsIssued && is("Bearer"_L1);
    if (!unbound && !is("DPoP"_L1))
        throw Error(Error::Kind::Server,
                    Strings::tr("%1 issued a token that isn't bound to this computer.").arg(name()),
                    Strings::tr("Nothing was saved. Tell your administrator."));
    Login login;
    login.accessToken =
        std::make_shared<Secret>(Secret::take(requireText(answer, "access_token"_L1, name())));
    if (unbound)
        connection_.takeAsUnbound(login.accessToken);
    login.email = displayed(answer["email"_L1].toString().left(maxEmail));
    const Skew &skew = connection_.skew();
    login.expiresAt = skew.toLocal(skew.now() + lifetimeIn(answer, defaultSessionSeconds));
    const auto stated = QDateTime::fromString(answer["expires_at"_L1].toString(), Qt::ISODate);
    const Time end = Time(std::chrono::seconds(stated.isValid() ? stated.toSecsSinceEpoch() : 0));
    if (end > skew.now() + sessionMargin) // otherwise its own clocks disagree: use the lifetime
        login.expiresAt = skew.toLocal(end);
    login.expiresAt -= sessionMargin;
    if (login.expiresAt <= skew.toLocal(skew.now()))
        throw Error(Error::Kind::Server,
                    Strings::tr("%1 issued a session that has already ended.").arg(name()),
                    Strings::tr("Nothing was saved. Tell your administrator."));
    return login;
}

QCoro::Task<IdToken> Server::awsToken(QString roleArn, SharedSecret accessToken,
                                      std::stop_token stop) {
    QUrl url = connection_.at(u"/v1/credentials/aws/token"_s);
    QUrlQuery query;
    query.addQueryItem(u"role_arn"_s, QString::fromLatin1(QUrl::toPercentEncoding(roleArn)));
    url.setQuery(query);
    const QJsonObject nothing;
    const QJsonObject answer = co_await resource("GET", url, nothing, accessToken, stop);
    throwIfStopped(stop);
    const Skew &skew = connection_.skew();
    co_return IdToken{
        std::make_shared<Secret>(Secret::take(requireText(answer, "id_token"_L1, name()))),
        skew.toLocal(skew.now() + lifetimeIn(answer, 0))};
}

QCoro::Task<QJsonObject> Server::post(QString path, QList<http::Header> fields,
                                      std::stop_token stop, Connection::Repeat repeat) {
    auto known = co_await registration_.client(stop);
    throwIfStopped(stop);
    http::Reply reply =
        co_await connection_.postForm(connection_.at(path), fields, known, stop, repeat);
    throwIfStopped(stop);
    if (reply.status >= 400 && refusal(reply, name()).code() == "invalid_client"_L1) {
        qCInfo(logApp) << "the server does not know this installation any more";
        known = co_await registration_.client(stop, known);
        throwIfStopped(stop);
        reply = co_await connection_.postForm(connection_.at(path), fields, known, stop, repeat);
        throwIfStopped(stop);
    }
    co_return answerOf(reply, name());
}

QCoro::Task<QJsonObject> Server::resource(QByteArray method, QUrl url, QJsonObject body,
                                          SharedSecret accessToken, std::stop_token stop,
                                          Connection::Repeat repeat) {
    const auto known = co_await registration_.client(stop);
    throwIfStopped(stop);
    if (!accessToken) // the session just ended
        throw canceled();
    const QByteArray json = body.isEmpty() ? QByteArray() : compact(body);
    const http::Reply reply =
        co_await connection_.resource(method, url, json, known, accessToken, stop, repeat);
    throwIfStopped(stop);
    co_return answerOf(reply, name());
}

} // namespace vouch::identity
