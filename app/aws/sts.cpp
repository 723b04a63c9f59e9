// SPDX-License-Identifier: Apache-2.0
#include "aws/sts.h"

#include "aws/endpoints.h"
#include "aws/sigv4.h"
#include "core/scoped_task.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <QCoro/QCoroTimer>

#include <array>
#include <utility>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::aws)
};

constexpr int maxAttempts = 4;
constexpr qsizetype maxIdentity = 300; // characters of what AWS calls somebody
constexpr qsizetype maxFederatedName = 32;
const QByteArray apiVersion = "2011-06-15";

http::Request webIdentityRequest(const WebIdentityRequest &question, const QUrl &endpoint) {
    http::Request request{"POST", endpoint, {}, {}};
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"},
                       {"Accept", "text/xml"}};
    request.body = http::formEncoded(
        {{"Action", "AssumeRoleWithWebIdentity"},
         {"Version", apiVersion},
         {"RoleArn", question.role.text.toUtf8()},
         {"RoleSessionName", roleSessionName(question.sessionName).toUtf8()},
         {"DurationSeconds", QByteArray::number(qint64(question.duration.count()))},
         {"WebIdentityToken", question.token->view().toByteArray()}});
    return request;
}

/// The text of the first element of each name; namespaces and the tree around them do not matter.
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

/// A value that goes into git's credential must not hold a line end or anything else odd.
bool isToken(const QString &text) {
    static const QRegularExpression pattern(uR"(\A[A-Za-z0-9+/=_%.~-]+\z)"_s);
    return pattern.match(text).hasMatch();
}

Error notLikeAws(const QUrl &endpoint) {
    return {Error::Kind::Server, Text::tr("%1 does not answer like AWS.").arg(endpoint.host()),
            Text::tr("On a guest network, sign in there first. Else check the proxy.")};
}

Credentials credentialsFrom(const QByteArray &xml, const Skew &skew, const QUrl &endpoint) {
    auto [id, secret, token, expiration] = elementTexts<4>(
        xml, {"AccessKeyId"_L1, "SecretAccessKey"_L1, "SessionToken"_L1, "Expiration"_L1});
    const auto end = QDateTime::fromString(expiration, Qt::ISODate);
    if (!isToken(id) || !isToken(secret) || !isToken(token) || !end.isValid())
        throw notLikeAws(endpoint);
    const Time ends{std::chrono::seconds(end.toSecsSinceEpoch())};
    if (ends <= skew.now())
        throw Error(Error::Kind::Server,
                    Text::tr("%1 gave credentials that have expired already.").arg(endpoint.host()),
                    Text::tr("Check this computer's clock, then try again."),
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
        throw Error(
            Error::Kind::Role,
            Text::tr("The role %1 belongs to another part of AWS than %2.").arg(role.name, region),
            hint, role.text);
}

void requireLongLived(const StsCaller &caller) {
    if (caller.credentials.sessionToken)
        throw Error(
            Error::Kind::NotSetUp,
            Text::tr("The keys of the AWS profile “%1” are temporary.").arg(caller.profile),
            Text::tr("AWS makes a session, and takes an MFA code, with long-lived keys only."));
}

/// Whether a refusal may be about our clock: a wrong key answers with the same code.
bool isAboutTime(const QString &code) {
    return code == "SignatureDoesNotMatch"_L1 || code == "RequestExpired"_L1 ||
           code == "RequestTimeTooSkewed"_L1;
}

/// About 0.4, 0.8 and 1.6 seconds, not the same on all computers.
std::chrono::milliseconds backoff(int attempt) {
    const int base = 400 << attempt;
    return std::chrono::milliseconds(base / 2 + QRandomGenerator::global()->bounded(base));
}

} // namespace

QCoro::Task<Credentials> Sts::assumeRoleWithWebIdentity(WebIdentityRequest question,
                                                        std::stop_token stop) {
    requireSamePartition(question.role, question.region,
                         Text::tr("Choose another role: vouch config list"));
    const QUrl endpoint = stsEndpoint(question.region, question.role.partition).url;
    Skew &skew = clocks_.of(endpoint.host());
    for (int attempt = 0;; ++attempt) {
        const http::Reply reply =
            co_await http_.exchange(webIdentityRequest(question, endpoint), stop);
        throwIfStopped(stop);
        if (const auto told = reply.timeTold())
            skew.learn(*told);
        if (skew.isBeyondUse())
            throw clockTooFarOff(endpoint.host(), skew.offset());
        if (reply.status < 400)
            co_return credentialsFrom(reply.body, skew, endpoint);
        const auto [code, message] = elementTexts<2>(reply.body, {"Code"_L1, "Message"_L1});
        if (!isTransient(code, reply.status) || attempt + 1 == maxAttempts)
            throw stsRefusal(code, message, reply.status, question.role, question.region);
        co_await QCoro::sleepFor(backoff(attempt));
        throwIfStopped(stop);
    }
}

/// A refused signature is made anew where AWS's clock turns out to be another than we thought, but
/// never with a code of an MFA device: nothing repeats such a code.
QCoro::Task<QByteArray> Sts::askSigned(Form form, StsEndpoint place, StsCaller caller,
                                       StsSubject subject, std::stop_token stop) {
    bool clockLearned = false;
    Skew &skew = clocks_.of(place.url.host());
    for (int attempt = 0;; ++attempt) {
        http::Request request{"POST", place.url, {}, {}};
        request.headers = {{"Accept", "text/xml"}};
        request.body = http::formEncoded(form);
        const Scope scope{place.region.toLatin1(), "sts"};
        const auto offset = skew.offset();
        signRequest(request, scope, caller.credentials, skew.now());
        const http::Reply reply = co_await http_.exchange(std::move(request), stop);
        throwIfStopped(stop);
        if (const auto told = reply.timeTold())
            skew.learn(*told);
        if (skew.isBeyondUse())
            throw clockTooFarOff(place.url.host(), skew.offset());
        if (reply.status < 400) {
            const QByteArray body = reply.body;
            co_return body;
        }
        const auto [code, message] = elementTexts<2>(reply.body, {"Code"_L1, "Message"_L1});
        const bool isNewTime = isAboutTime(code) && Skew::isNews(offset, skew.offset());
        if (isNewTime && !subject.mfaSerial.isEmpty())
            throw refusedForTime(place.url.host(), skew.offset() - offset, true);
        if (isNewTime && !std::exchange(clockLearned, true))
            continue;
        const bool mayRepeat = subject.mfaSerial.isEmpty() && attempt + 1 < maxAttempts;
        if (!isTransient(code, reply.status) || !mayRepeat)
            throwSignedRefusal(code, message, reply.status, caller, subject, place.region);
        co_await QCoro::sleepFor(backoff(attempt));
        throwIfStopped(stop);
    }
}

QCoro::Task<Credentials> Sts::assumeRole(AssumeRoleRequest question, StsCaller caller,
                                         std::stop_token stop) {
    requireSamePartition(question.role, question.place.region,
                         Text::tr("Give the AWS profile a region of the role's own."));
    Form form{{"Action", "AssumeRole"},
              {"Version", apiVersion},
              {"RoleArn", question.role.text.toUtf8()},
              {"RoleSessionName", roleSessionName(question.sessionName).toUtf8()},
              {"DurationSeconds", QByteArray::number(qint64(question.duration.count()))}};
    if (!question.externalId.isEmpty())
        form.append({"ExternalId", question.externalId.toUtf8()});
    const StsSubject subject{question.role, {}};
    const QByteArray answer =
        co_await askSigned(std::move(form), question.place, std::move(caller), subject, stop);
    throwIfStopped(stop);
    co_return credentialsFrom(answer, clocks_.of(question.place.url.host()), question.place.url);
}

QCoro::Task<Credentials> Sts::getSessionToken(SessionTokenRequest question, StsCaller caller,
                                              std::stop_token stop) {
    requireLongLived(caller);
    if (!question.mfaSerial.isEmpty() && !clocks_.of(question.place.url.host()).isKnown()) {
        co_await getCallerIdentity(question.place, caller, stop); // the code waits for its answer
        throwIfStopped(stop);
    }
    Form form{{"Action", "GetSessionToken"},
              {"Version", apiVersion},
              {"DurationSeconds", QByteArray::number(qint64(question.duration.count()))}};
    if (!question.mfaSerial.isEmpty()) {
        form.append({"SerialNumber", question.mfaSerial.toUtf8()});
        form.append({"TokenCode", question.code->view().toByteArray()});
    }
    const StsSubject subject{std::nullopt, question.mfaSerial};
    const QByteArray answer =
        co_await askSigned(std::move(form), question.place, std::move(caller), subject, stop);
    throwIfStopped(stop);
    co_return credentialsFrom(answer, clocks_.of(question.place.url.host()), question.place.url);
}

QCoro::Task<Credentials> Sts::getFederationToken(FederationTokenRequest question, StsCaller caller,
                                                 std::stop_token stop) {
    requireLongLived(caller);
    // The session may do what both the user and this policy allow; without one it may do nothing.
    static const QByteArray everything =
        R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]})";
    Form form{{"Action", "GetFederationToken"},
              {"Version", apiVersion},
              {"Name", roleSessionName(question.name).left(maxFederatedName).toUtf8()},
              {"Policy", everything},
              {"DurationSeconds", QByteArray::number(qint64(question.duration.count()))}};
    const StsSubject subject;
    const QByteArray answer =
        co_await askSigned(std::move(form), question.place, std::move(caller), subject, stop);
    throwIfStopped(stop);
    co_return credentialsFrom(answer, clocks_.of(question.place.url.host()), question.place.url);
}

QCoro::Task<CallerIdentity> Sts::getCallerIdentity(StsEndpoint place, StsCaller caller,
                                                   std::stop_token stop) {
    Form form{{"Action", "GetCallerIdentity"}, {"Version", apiVersion}};
    const StsSubject subject;
    const QUrl endpoint = place.url;
    const QByteArray answer =
        co_await askSigned(std::move(form), std::move(place), std::move(caller), subject, stop);
    throwIfStopped(stop);
    const auto [arn, account, userId] =
        elementTexts<3>(answer, {"Arn"_L1, "Account"_L1, "UserId"_L1});
    if (arn.isEmpty() || account.isEmpty())
        throw notLikeAws(endpoint);
    CallerIdentity identity{arn.left(maxIdentity), account.left(maxIdentity),
                            userId.left(maxIdentity)};
    co_return identity;
}

QString roleSessionName(const QString &text) {
    static const QRegularExpression forbidden(uR"([^A-Za-z0-9_+=,.@-])"_s);
    QString name = text;
    name.replace(forbidden, u"-"_s).truncate(64);
    return name.size() < 2 ? u"vouch"_s : name;
}

} // namespace vouch::aws
