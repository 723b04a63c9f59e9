// SPDX-License-Identifier: Apache-2.0
#include "aws/sts.h"

#include "aws/endpoints.h"
#include "core/story.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <QCoro/QCoroTimer>

#include <array>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::aws)
};

constexpr int mostAttempts = 4;

http::Request webIdentityRequest(const WebIdentityRequest &question, const QUrl &endpoint) {
    http::Request request{"POST", endpoint, {}, {}};
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"},
                       {"Accept", "text/xml"}};
    request.body = http::formEncoded(
        {{"Action", "AssumeRoleWithWebIdentity"},
         {"Version", "2011-06-15"},
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

Credentials credentialsFrom(const QByteArray &xml, const Skew &skew, const QUrl &endpoint) {
    auto [id, secret, token, expiration] = elementTexts<4>(
        xml, {"AccessKeyId"_L1, "SecretAccessKey"_L1, "SessionToken"_L1, "Expiration"_L1});
    const auto end = QDateTime::fromString(expiration, Qt::ISODate);
    if (!isToken(id) || !isToken(secret) || !isToken(token) || !end.isValid())
        throw Error(Error::Kind::Server,
                    Text::tr("%1 does not answer like AWS.").arg(endpoint.host()),
                    Text::tr("On a guest network, sign in there first. Else check the proxy."));
    return {id.toLatin1(), std::make_shared<Secret>(Secret::take(std::move(secret))),
            std::make_shared<Secret>(Secret::take(std::move(token))),
            skew.toLocal(Time(std::chrono::seconds(end.toSecsSinceEpoch())))};
}

bool isTransient(const QString &code, int status) {
    return status == 429 || status >= 500 || code == "IDPCommunicationError"_L1 ||
           code.startsWith("Throttling"_L1) || code == "RequestLimitExceeded"_L1;
}

/// About 0.4, 0.8 and 1.6 seconds, not the same on all computers.
std::chrono::milliseconds backoff(int attempt) {
    const int base = 400 << attempt;
    return std::chrono::milliseconds(base / 2 + QRandomGenerator::global()->bounded(base));
}

} // namespace

QCoro::Task<Credentials> Sts::assumeRoleWithWebIdentity(WebIdentityRequest question,
                                                        std::stop_token stop) {
    if (partitionOf(question.region) != question.role.partition)
        throw Error(Error::Kind::Role,
                    Text::tr("The role %1 belongs to another part of AWS than %2.")
                        .arg(question.role.name, question.region),
                    Text::tr("Choose another role: vouch config list"), question.role.text);
    const QUrl endpoint = stsEndpoint(question.region, question.role.partition);
    for (int attempt = 0;; ++attempt) {
        const http::Reply reply =
            co_await http_.exchange(webIdentityRequest(question, endpoint), stop);
        throwIfStopped(stop);
        if (const auto date = reply.date())
            skew_.learn(*date);
        if (reply.status < 400)
            co_return credentialsFrom(reply.body, skew_, endpoint);
        const auto [code, message] = elementTexts<2>(reply.body, {"Code"_L1, "Message"_L1});
        if (!isTransient(code, reply.status) || attempt + 1 == mostAttempts)
            throw stsRefusal(code, message, reply.status, question.role, question.region);
        co_await QCoro::sleepFor(backoff(attempt));
        throwIfStopped(stop);
    }
}

QString roleSessionName(const QString &text) {
    static const QRegularExpression forbidden(uR"([^A-Za-z0-9_+=,.@-])"_s);
    QString name = text;
    name.replace(forbidden, u"-"_s).truncate(64);
    return name.size() < 2 ? u"vouch"_s : name;
}

} // namespace vouch::aws
