// SPDX-License-Identifier: Apache-2.0
#include "aws/sts.h"

#include "aws/endpoints.h"
#include "aws/iam_names.h"
#include "aws/sigv4.h"
#include "core/scoped_task.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <QCoro/QCoroTimer>

#include <array>
#include <utility>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::aws)
};

constexpr int maxAttempts = 4;
constexpr qsizetype maxIdentity = 300; // characters of each part of a caller identity
constexpr qsizetype maxFederatedName = 32;
const QByteArray apiVersion = "2011-06-15";

http::Request webIdentityRequest(const WebIdentityRequest &parameters, const QUrl &endpoint) {
    http::Request request{"POST", endpoint, {}, {}};
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"},
                       {"Accept", "text/xml"}};
    request.body = http::formEncoded(
        {{"Action", "AssumeRoleWithWebIdentity"},
         {"Version", apiVersion},
         {"RoleArn", parameters.role.text.toUtf8()},
         {"RoleSessionName", roleSessionName(parameters.sessionName).toUtf8()},
         {"DurationSeconds", QByteArray::number(qint64(parameters.duration.count()))},
         {"WebIdentityToken", parameters.token->view().toByteArray()}});
    return request;
}

/// The text of the first element with each name, regardless of namespace and nesting.
template <std::size_t N>
std::array<QString, N> elementTexts(const QByteArray &xml,
                                    const std::array<QLatin1StringView, N> &names) {
    std::array<QString, N> texts;
    QXmlStreamReader reader(xml);
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement)
            for (std::size_t i = 0; i < N; ++i)
                if (reader.name() == names[i] && texts[i].isNull())
                    texts[i] = reader.readElementText(QXmlStreamReader::IncludeChildElements);
    return reader.hasError() ? std::array<QString, N>{} : texts;
}

/// A value that goes into git's credential must not contain line ends or other special characters.
bool isToken(const QString &text) {
    static const QRegularExpression pattern(uR"(\A[A-Za-z0-9+/=_%.~-]+\z)"_s);
    return pattern.match(text).hasMatch();
}

Error notLikeAws(const QUrl &endpoint) {
    return {Error::Kind::Server, Strings::tr("%1 doesn't respond like AWS.").arg(endpoint.host()),
            Strings::tr("On a guest network, sign in there first. Otherwise, check the proxy.")};
}

Credentials credentialsFrom(const QByteArray &xml, const Skew &skew, const QUrl &endpoint) {
    auto [id, secret, token, expiration] = elementTexts<4>(
        xml, {"AccessKeyId"_L1, "SecretAccessKey"_L1, "SessionToken"_L1, "Expiration"_L1});
    const auto end = QDateTime::fromString(expiration, Qt::ISODate);
    if (!isToken(id) || !isToken(secret) || !isToken(token) || !end.isValid())
        throw notLikeAws(endpoint);
    const Time ends{std::chrono::seconds(end.toSecsSinceEpoch())};
    if (ends <= skew.now())
        throw Error(
            Error::Kind::Server,
            Strings::tr("%1 issued credentials that have already expired.").arg(endpoint.host()),
            Strings::tr("Check this computer's clock, then try again."),
            u"they ended at %1"_s.arg(expiration.left(30)));
    return {id.toLatin1(), std::make_shared<Secret>(Secret::take(std::move(secret))),
            std::make_shared<Secret>(Secret::take(std::move(token))), skew.toLocal(ends)};
}

bool isTransient(const QString &code, int status) {
    return status == 429 || status >= 500 || code == "IDPCommunicationError"_L1 ||
           code.startsWith("Throttling"_L1) || code == "RequestLimitExceeded"_L1;
}

void requireSamePartition(const RoleArn &role, const QString &region, const QString &hint) {
    if (partitionOf(region) != role.partition)
        throw Error(Error::Kind::Role,
                    Strings::tr("The role %1 belongs to a different AWS partition than %2.")
                        .arg(role.name, region),
                    hint, role.text);
}

void requireLongLived(const StsCaller &caller) {
    if (caller.credentials.sessionToken)
        throw Error(
            Error::Kind::NotSetUp,
            Strings::tr("The keys of the AWS profile “%1” are temporary.").arg(caller.profile),
            Strings::tr("AWS creates sessions and accepts MFA codes only with long-lived keys."));
}

/// Whether a refusal may be about our clock: a wrong key answers with the same code.
bool isAboutTime(const QString &code) {
    return code == "SignatureDoesNotMatch"_L1 || code == "RequestExpired"_L1 ||
           code == "RequestTimeTooSkewed"_L1;
}

/// About 0.4, 0.8 and 1.6 seconds, with jitter.
std::chrono::milliseconds backoff(int attempt) {
    const int base = 400 << attempt;
    return std::chrono::milliseconds(base / 2 + QRandomGenerator::global()->bounded(base));
}

} // namespace

QCoro::Task<Credentials> Sts::assumeRoleWithWebIdentity(WebIdentityRequest parameters,
                                                        std::stop_token stop) {
    requireSamePartition(parameters.role, parameters.region,
                         Strings::tr("Choose another role: vouch config list"));
    const QUrl endpoint = stsEndpoint(parameters.region, parameters.role.partition).url;
    Skew &skew = clocks_.of(endpoint.host());
    for (int attempt = 0;; ++attempt) {
        const http::Reply reply =
            co_await http_.exchange(webIdentityRequest(parameters, endpoint), stop);
        throwIfStopped(stop);
        if (const auto time = reply.serverTime())
            skew.learn(*time);
        if (skew.isTooLarge())
            throw clockTooFarOff(endpoint.host(), skew.offset());
        if (reply.status < 400)
            co_return credentialsFrom(reply.body, skew, endpoint);
        const auto [code, message] = elementTexts<2>(reply.body, {"Code"_L1, "Message"_L1});
        if (!isTransient(code, reply.status) || attempt + 1 == maxAttempts)
            throw stsRefusal(code, message, reply.status, parameters.role, parameters.region);
        co_await QCoro::sleepFor(backoff(attempt));
        throwIfStopped(stop);
    }
}

/// Signs a refused request again if AWS's clock turns out to differ from what we assumed, but never
/// one with an MFA code, which must not be repeated.
QCoro::Task<QByteArray> Sts::callSigned(Form form, StsEndpoint endpoint, StsCaller caller,
                                        StsSubject subject, std::stop_token stop) {
    bool clockLearned = false;
    Skew &skew = clocks_.of(endpoint.url.host());
    for (int attempt = 0;; ++attempt) {
        http::Request request{"POST", endpoint.url, {}, {}};
        request.headers = {{"Accept", "text/xml"}};
        request.body = http::formEncoded(form);
        const Scope scope{endpoint.region.toLatin1(), "sts"};
        const auto offset = skew.offset();
        signRequest(request, scope, caller.credentials, skew.now());
        const http::Reply reply = co_await http_.exchange(std::move(request), stop);
        throwIfStopped(stop);
        if (const auto time = reply.serverTime())
            skew.learn(*time);
        if (skew.isTooLarge())
            throw clockTooFarOff(endpoint.url.host(), skew.offset());
        if (reply.status < 400) {
            const QByteArray body = reply.body;
            co_return body;
        }
        const auto [code, message] = elementTexts<2>(reply.body, {"Code"_L1, "Message"_L1});
        const bool isNewTime = isAboutTime(code) && Skew::isSignificant(offset, skew.offset());
        if (isNewTime && !subject.mfaSerial.isEmpty())
            throw refusedForTime(endpoint.url.host(), skew.offset() - offset, true);
        if (isNewTime && !std::exchange(clockLearned, true))
            continue;
        const bool mayRepeat = subject.mfaSerial.isEmpty() && attempt + 1 < maxAttempts;
        if (!isTransient(code, reply.status) || !mayRepeat)
            throwSignedRefusal(code, message, reply.status, caller, subject, endpoint.region);
        co_await QCoro::sleepFor(backoff(attempt));
        throwIfStopped(stop);
    }
}

QCoro::Task<Credentials> Sts::requestCredentials(Form form, StsEndpoint endpoint, StsCaller caller,
                                                 StsSubject subject, std::stop_token stop) {
    const QUrl url = endpoint.url;
    const QByteArray answer =
        co_await callSigned(std::move(form), std::move(endpoint), std::move(caller), subject, stop);
    throwIfStopped(stop);
    co_return credentialsFrom(answer, clocks_.of(url.host()), url);
}

QCoro::Task<Credentials> Sts::assumeRole(AssumeRoleRequest parameters, StsCaller caller,
                                         std::stop_token stop) {
    requireSamePartition(
        parameters.role, parameters.endpoint.region,
        Strings::tr("Set the AWS profile's region to one in the role's partition."));
    Form form{{"Action", "AssumeRole"},
              {"Version", apiVersion},
              {"RoleArn", parameters.role.text.toUtf8()},
              {"RoleSessionName", roleSessionName(parameters.sessionName).toUtf8()},
              {"DurationSeconds", QByteArray::number(qint64(parameters.duration.count()))}};
    if (!parameters.externalId.isEmpty())
        form.append({"ExternalId", parameters.externalId.toUtf8()});
    const StsSubject subject{parameters.role, {}};
    co_return co_await requestCredentials(std::move(form), std::move(parameters.endpoint),
                                          std::move(caller), subject, stop);
}

QCoro::Task<Credentials> Sts::getSessionToken(SessionTokenRequest parameters, StsCaller caller,
                                              std::stop_token stop) {
    requireLongLived(caller);
    if (!parameters.mfaSerial.isEmpty() && !clocks_.of(parameters.endpoint.url.host()).isKnown()) {
        co_await getCallerIdentity(parameters.endpoint, caller, stop); // to learn the clock first
        throwIfStopped(stop);
    }
    Form form{{"Action", "GetSessionToken"},
              {"Version", apiVersion},
              {"DurationSeconds", QByteArray::number(qint64(parameters.duration.count()))}};
    if (!parameters.mfaSerial.isEmpty()) {
        form.append({"SerialNumber", parameters.mfaSerial.toUtf8()});
        form.append({"TokenCode", parameters.code->view().toByteArray()});
    }
    const StsSubject subject{std::nullopt, parameters.mfaSerial};
    co_return co_await requestCredentials(std::move(form), std::move(parameters.endpoint),
                                          std::move(caller), subject, stop);
}

QCoro::Task<Credentials> Sts::getFederationToken(FederationTokenRequest parameters,
                                                 StsCaller caller, std::stop_token stop) {
    requireLongLived(caller);
    // The session's permissions are those allowed by both the user and this policy; without a
    // policy it has none.
    const QJsonObject everything{
        {u"Effect"_s, u"Allow"_s}, {u"Action"_s, u"*"_s}, {u"Resource"_s, u"*"_s}};
    const QJsonObject policy{{u"Version"_s, u"2012-10-17"_s},
                             {u"Statement"_s, QJsonArray{everything}}};
    Form form{{"Action", "GetFederationToken"},
              {"Version", apiVersion},
              {"Name", roleSessionName(parameters.name).left(maxFederatedName).toUtf8()},
              {"Policy", QJsonDocument(policy).toJson(QJsonDocument::Compact)},
              {"DurationSeconds", QByteArray::number(qint64(parameters.duration.count()))}};
    const StsSubject subject;
    co_return co_await requestCredentials(std::move(form), std::move(parameters.endpoint),
                                          std::move(caller), subject, stop);
}

QCoro::Task<CallerIdentity> Sts::getCallerIdentity(StsEndpoint endpoint, StsCaller caller,
                                                   std::stop_token stop) {
    Form form{{"Action", "GetCallerIdentity"}, {"Version", apiVersion}};
    const StsSubject subject;
    const QUrl url = endpoint.url;
    const QByteArray answer =
        co_await callSigned(std::move(form), std::move(endpoint), std::move(caller), subject, stop);
    throwIfStopped(stop);
    const auto [arn, account, userId] =
        elementTexts<3>(answer, {"Arn"_L1, "Account"_L1, "UserId"_L1});
    if (arn.isEmpty() || account.isEmpty())
        throw notLikeAws(url);
    CallerIdentity identity{arn.left(maxIdentity), account.left(maxIdentity),
                            userId.left(maxIdentity)};
    co_return identity;
}

} // namespace vouch::aws
