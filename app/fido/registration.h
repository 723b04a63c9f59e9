// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace vouch::fido {

class Device;

/// A new account that a key is to hold (CTAP 2.1 section 6.1): discoverable, for ES256.
struct RegistrationRequest {
    QString rpId;
    QString rpName;                ///< as the key's own programs show it; may be empty
    QByteArray userId;             ///< 1 to 64 bytes
    QString userName;              ///< as the key's own programs show it
    QByteArray clientDataHash;     ///< SHA-256 of the client data, 32 bytes
    QList<QByteArray> excludedIds; ///< credentials that the key must not hold already
    quint64 asking = 0;            ///< for Authenticator::touchNeeded()
};

/// The new credential, and the key's word for what made it.
struct Attestation {
    QByteArray credentialId;
    QByteArray publicKey;         ///< a COSE_Key (RFC 9052 section 7), ES256 on P-256
    QByteArray authenticatorData; ///< raw, without its CBOR wrapping
    QByteArray object; ///< WebAuthn section 6.5.4: the CBOR map of fmt, attStmt and authData
};

/// Asks an opened key to make the credential, user verification required: with the PIN, or with
/// none where the key verifies itself. Blocks until the touch. Throws KeyError. Worker thread.
Attestation makeCredential(const Device &device, const RegistrationRequest &request,
                           const SharedSecret &pin);

} // namespace vouch::fido
