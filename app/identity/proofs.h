// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "identity/client_key.h"

#include <QByteArray>
#include <QJsonObject>
#include <QUrl>

/// The signed proofs that go with a request (README.md, section 1). Each call makes a new one,
/// because each is valid only once. Times are the server's.
namespace vouch::identity {

/// A compact JWS signed with ES256 (RFC 7515 section 3.1).
QByteArray signedJwt(QJsonObject header, const QJsonObject &claims, const ClientKey &clientKey);

/// Authenticates the client (RFC 7523 section 3). Valid for a minute, for this issuer only.
QByteArray clientAssertion(const ClientKey &clientKey, const QString &clientId,
                           const QString &issuer, Time now);

/// Proves possession of the key that the access token is bound to (RFC 9449 section 4.2). `nonce`:
/// the server's, if any; `accessToken`: for a resource request.
QByteArray dpopProof(const ClientKey &clientKey, const QByteArray &method, const QUrl &url,
                     Time now, const QByteArray &nonce, QByteArrayView accessToken = {});

} // namespace vouch::identity
