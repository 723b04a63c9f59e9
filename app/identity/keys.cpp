// SPDX-License-Identifier: Apache-2.0
#include "identity/keys.h"

#include "core/displayed.h"
#include "core/error.h"
#include "core/scoped_task.h"
#include "identity/answer.h"
#include "identity/rp_id.h"
#include "identity/server.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QUuid>

#include <algorithm>

namespace vouch::identity {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::identity)
};

/// More than anyone has.
constexpr qsizetype maxKeys = 100;
constexpr qsizetype maxCharacters = 256;
constexpr qsizetype maxId = 128;
constexpr qsizetype maxState = 4096;
constexpr qsizetype maxBytes = 1023;   ///< of a credential id (WebAuthn section 4)
constexpr qsizetype minChallenge = 16; ///< WebAuthn section 13.4.3
constexpr int es256 = -7;
/// The server's state is valid for five minutes; slightly less here, to allow for transit.
constexpr auto registrationLife = 4min;

Error unreadable(const QString &serverName, const QString &detail) {
    return Error(
        Error::Kind::Server,
        Strings::tr("%1 sent a response about your keys that Vouch can't use.").arg(serverName),
        Strings::tr("Check that Vouch is up to date."), detail);
}

/// It becomes part of a URL path.
bool isId(const QString &id) {
    const auto unreserved = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
               c == u'-' || c == u'_' || c == u'.' || c == u'~';
    };
    return !id.isEmpty() && id.size() <= maxId && std::ranges::all_of(id, unreserved) &&
           id != u"."_s && id != u".."_s;
}

/// Binary members are arrays of byte values here.
QByteArray bytesIn(const QJsonValue &value, qsizetype minSize, qsizetype maxSize,
                   const QString &serverName) {
    const QJsonArray array = value.toArray();
    if (array.size() < minSize || array.size() > maxSize)
        throw unreadable(serverName, u"%1 bytes"_s.arg(array.size()));
    QByteArray bytes;
    bytes.reserve(array.size());
    for (const QJsonValue item : array) {
        const int byte = item.toInt(-1);
        if (byte < 0 || byte > 255)
            throw unreadable(serverName, u"an array holds what is no byte"_s);
        bytes.append(char(byte));
    }
    return bytes;
}

QJsonArray arrayOf(const QByteArray &bytes) {
    QJsonArray array;
    for (const char byte : bytes)
        array.append(int(static_cast<unsigned char>(byte)));
    return array;
}

RegisteredKey registeredKey(const QJsonObject &object, const QString &serverName) {
    RegisteredKey key;
    key.id = object["id"_L1].toString();
    if (!isId(key.id))
        throw unreadable(serverName, u"a key's id"_s);
    key.name = displayed(object["name"_L1].toString().left(maxCharacters));
    const QUuid aaguid(object["aaguid"_L1].toString());
    if (!aaguid.isNull())
        key.aaguid = aaguid.toString(QUuid::WithoutBraces);
    key.deviceModel = displayed(object["device_model"_L1].toString().left(maxCharacters));
    const auto created = QDateTime::fromString(object["created_at"_L1].toString(), Qt::ISODate);
    if (created.isValid())
        key.createdAt = Time(std::chrono::seconds(created.toSecsSinceEpoch()));
    key.current = object["is_current_session"_L1].toBool();
    return key;
}

} // namespace

QString keyName(const QString &typed) {
    QString name = typed.trimmed();
    if (name.isEmpty() || name.size() > maxCharacters ||
        !std::ranges::all_of(name.toUcs4(), [](uint c) { return QChar::isPrint(c); }))
        throw Error(Error::Kind::Malformed,
                    Strings::tr("A key's name must have 1 to 256 printable characters."),
                    Strings::tr("Choose another name."));
    return name;
}

QList<RegisteredKey> registeredKeys(const QJsonObject &answer, const QString &serverName) {
    const QJsonValue list = answer["keys"_L1];
    const QJsonArray array = list.toArray();
    if (!list.isArray() || array.size() > maxKeys)
        throw unreadable(serverName, u"%1 keys"_s.arg(array.size()));
    QList<RegisteredKey> keys;
    for (const QJsonValue item : array)
        keys.append(registeredKey(item.toObject(), serverName));
    return keys;
}

KeyRemoval keyRemoval(const QJsonObject &answer) {
    return {qMax(0, answer["sessions_revoked"_L1].toInt()),
            answer["current_session_revoked"_L1].toBool()};
}

KeyRegistration keyRegistration(const QJsonObject &answer, const QUrl &base,
                                const QString &serverName) {
    KeyRegistration registration;
    fido::RegistrationRequest &request = registration.request;
    request.rpId = requireText(answer, "rp_id"_L1, serverName);
    if (!mayUseRpId(base.host(QUrl::FullyEncoded), request.rpId))
        throw Error(
            Error::Kind::Server,
            Strings::tr("%1 asked for a key that belongs to another server.").arg(serverName),
            Strings::tr("Your key wasn't used. Check the server's address with your organization."),
            u"rp_id %1"_s.arg(request.rpId));
    if (!answer["algorithms"_L1].toArray().contains(es256))
        throw unreadable(serverName, u"ES256 is not accepted"_s);
    registration.state = requireText(answer, "state"_L1, serverName);
    const QUuid user(answer["user_id"_L1].toString());
    if (registration.state.size() > maxState || user.isNull())
        throw unreadable(serverName, u"state or user_id"_s);
    request.userId = user.toRfc4122();
    request.rpName = answer["rp_name"_L1].toString().left(maxCharacters);
    request.userName = requireText(answer, "user_name"_L1, serverName).left(maxCharacters);
    const QByteArray challenge =
        bytesIn(answer["challenge"_L1], minChallenge, maxBytes, serverName);
    const QJsonArray excluded = answer["exclude_credential_ids"_L1].toArray();
    if (excluded.size() > maxKeys)
        throw unreadable(serverName, u"%1 excluded ids"_s.arg(excluded.size()));
    for (const QJsonValue id : excluded)
        request.excludedIds.append(bytesIn(id, 1, maxBytes, serverName));
    // The origin is the server's own URL, unlike that of a sign-in. Members in the order of
    // WebAuthn section 5.8.1.1, which QJsonObject would sort; nothing in them needs escaping.
    request.clientData = R"({"type":"webauthn.create","challenge":")" + base64Url(challenge) +
                         R"(","origin":")" + base.toEncoded() + R"(","crossOrigin":false})";
    return registration;
}

QJsonObject completedRegistration(const KeyRegistration &registration,
                                  const fido::Attestation &attestation) {
    return {{u"state"_s, registration.state},
            {u"credential_id"_s, arrayOf(attestation.credentialId)},
            {u"public_key"_s, arrayOf(attestation.publicKey)},
            {u"attestation_object"_s, arrayOf(attestation.object)},
            {u"client_data_json"_s, arrayOf(registration.request.clientData)}};
}

QCoro::Task<QList<RegisteredKey>> Server::keys(SharedSecret accessToken, std::stop_token stop) {
    const QJsonObject nothing;
    const auto answer =
        co_await resource("GET", connection_.at(u"/v1/keys"_s), nothing, accessToken, stop);
    throwIfStopped(stop);
    co_return registeredKeys(answer, name());
}

QCoro::Task<KeyRegistration> Server::beginKeyRegistration(QString keyName, SharedSecret accessToken,
                                                          std::stop_token stop) {
    const QJsonObject body{{u"name"_s, keyName}};
    const QUrl url = connection_.at(u"/v1/keys/register/start"_s);
    const auto answer = co_await resource("POST", url, body, accessToken, stop);
    throwIfStopped(stop);
    KeyRegistration registration = keyRegistration(answer, connection_.base(), name());
    registration.expiresAt =
        connection_.skew().toLocal(connection_.skew().now() + registrationLife);
    co_return registration;
}

QCoro::Task<QString> Server::completeKeyRegistration(KeyRegistration registration,
                                                     fido::Attestation attestation,
                                                     SharedSecret accessToken,
                                                     std::stop_token stop) {
    const QUrl url = connection_.at(u"/v1/keys/register/complete"_s);
    const QJsonObject body = completedRegistration(registration, attestation);
    const auto answer =
        co_await resource("POST", url, body, accessToken, stop, Connection::Repeat::NotForTime);
    throwIfStopped(stop);
    co_return answer["device_id"_L1].toString();
}

QCoro::Task<> Server::renameKey(QString id, QString keyName, SharedSecret accessToken,
                                std::stop_token stop) {
    const QJsonObject body{{u"name"_s, keyName}};
    co_await ofKey("PATCH", id, body, accessToken, stop);
}

QCoro::Task<KeyRemoval> Server::removeKey(QString id, SharedSecret accessToken,
                                          std::stop_token stop) {
    const QJsonObject nothing;
    const auto answer = co_await ofKey("DELETE", id, nothing, accessToken, stop);
    throwIfStopped(stop);
    co_return keyRemoval(answer);
}

QCoro::Task<QJsonObject> Server::ofKey(QByteArray method, QString id, QJsonObject body,
                                       SharedSecret accessToken, std::stop_token stop) {
    const Error unknown(Error::Kind::NotFound, Strings::tr("%1 doesn't know this key.").arg(name()),
                        Strings::tr("It may have been removed already. Check your list of keys."));
    if (!isId(id))
        throw Error(unknown);
    try {
        const QUrl url = connection_.at(u"/v1/keys/"_s + id);
        co_return co_await resource(method, url, body, accessToken, stop);
    } catch (const Refused &error) {
        if (error.status() == 404)
            throw Error(unknown);
        throw;
    }
}

} // namespace vouch::identity
