// SPDX-License-Identifier: Apache-2.0
#include "identity/proofs.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QUuid>

namespace vouch::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 assertionSeconds = 60;

QByteArray encoded(const QJsonObject &object) {
    return base64Url(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString freshId() {
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

qint64 seconds(Time time) {
    return time.time_since_epoch().count();
}

} // namespace

QByteArray signedJwt(QJsonObject header, const QJsonObject &claims, const ClientKey &clientKey) {
    header.insert(u"alg"_s, u"ES256"_s);
    const QByteArray input = encoded(header) + '.' + encoded(claims);
    return input + '.' + base64Url(clientKey.sign(input));
}

QByteArray clientAssertion(const ClientKey &clientKey, const QString &clientId,
                           const QString &issuer, Time now) {
    return signedJwt({{u"kid"_s, QString::fromLatin1(clientKey.thumbprint())}},
                     {{u"iss"_s, clientId},
                      {u"sub"_s, clientId},
                      {u"aud"_s, issuer},
                      {u"jti"_s, freshId()},
                      {u"iat"_s, seconds(now)},
                      {u"exp"_s, seconds(now) + assertionSeconds}},
                     clientKey);
}

QByteArray dpopProof(const ClientKey &clientKey, const QByteArray &method, const QUrl &url,
                     Time now, const QByteArray &nonce, QByteArrayView accessToken) {
    QJsonObject publicKey = clientKey.publicJwk();
    for (const auto &member : {u"kid"_s, u"alg"_s, u"use"_s})
        publicKey.remove(member);
    QJsonObject claims{
        {u"jti"_s, freshId()},
        {u"htm"_s, QString::fromLatin1(method)},
        {u"htu"_s,
         url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment).toString(QUrl::FullyEncoded)},
        {u"iat"_s, seconds(now)}};
    if (!nonce.isEmpty())
        claims.insert(u"nonce"_s, QString::fromLatin1(nonce));
    if (!accessToken.isEmpty()) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(accessToken);
        claims.insert(u"ath"_s, QString::fromLatin1(base64Url(hash.result())));
    }
    return signedJwt({{u"typ"_s, u"dpop+jwt"_s}, {u"jwk"_s, publicKey}}, claims, clientKey);
}

} // namespace vouch::identity
