// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>

#include <memory>

struct evp_pkey_st;

namespace vouch::identity {

/// This installation's key: ES256, ECDSA on P-256 with SHA-256 (RFC 7518 section 3.4). It
/// authenticates the client, not the user. Immutable; any thread.
class ClientKey {
public:
    static ClientKey generate();
    /// From PKCS #8 in PEM. Throws Error::Kind::Keychain if it isn't a P-256 key.
    static ClientKey fromPem(const Secret &pem);
    Secret toPem() const;

    /// The public half as a JWK with its `kid` (RFC 7517).
    QJsonObject publicJwk() const;
    /// The RFC 7638 thumbprint, base64url without padding: the `kid`.
    const QByteArray &thumbprint() const noexcept { return thumbprint_; }

    /// A signature's encoding.
    enum class Form {
        Raw, ///< r and s, 32 bytes each: JWS, and RFC 9421 section 3.3.4
        Der, ///< an ASN.1 SEQUENCE: what older servers expect for message signatures
    };
    QByteArray sign(QByteArrayView message, Form form = Form::Raw) const;

private:
    explicit ClientKey(std::shared_ptr<evp_pkey_st> key);

    std::shared_ptr<evp_pkey_st> key_;
    QByteArray x_, y_; ///< base64url without padding
    QByteArray thumbprint_;
};

/// base64url without padding (RFC 4648 section 5).
QByteArray base64Url(QByteArrayView bytes);

} // namespace vouch::identity
