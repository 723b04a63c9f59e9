// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "identity/client_key.h"

#include <QByteArray>
#include <QJsonObject>
#include <QUrl>

/// The signed statements that go with a request. Every call makes a new one: each is spent by its
/// first use, so none is ever sent twice. README.md, section 1; times in seconds UTC of the
/// server's clock.
namespace vouch::identity {

/// A compact JWS signed with ES256 (RFC 7515 section 3.1).
QByteArray signedJwt(QJsonObject header, const QJsonObject &claims, const ClientKey &key);

/// Which client speaks (RFC 7523 section 3): valid for a minute, for this issuer only.
QByteArray clientAssertion(const ClientKey &key, const QString &clientId, const QString &issuer,
                           Time now);

/// That whoever sends this request holds the key that the access token is bound to (RFC 9449
/// section 4.2). `nonce` where the server gave one; `accessToken` for a resource request.
QByteArray dpopProof(const ClientKey &key, const QByteArray &method, const QUrl &url, Time now,
                     const QByteArray &nonce, QByteArrayView accessToken = {});

} // namespace vouch::identity
