// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace vouch::fido {

class Device;

/// A new account to create on a key (CTAP 2.1 section 6.1): discoverable, ES256.
struct RegistrationRequest {
    QString rpId;
    QString rpName;        ///< as key managers show it; may be empty
    QByteArray userId;     ///< 1 to 64 bytes
    QString userName;      ///< as key managers show it
    QByteArray clientData; ///< the JSON whose SHA-256 the key signs (WebAuthn section 5.8.1)
    QList<QByteArray> excludedIds; ///< credentials that the key must not already hold
    quint64 requestId = 0;         ///< for Authenticator::touchNeeded()
    quintptr window = 0; ///< the window in front of which the system asks; 0 if there is none
};

/// The new credential and its attestation.
struct Attestation {
    QByteArray credentialId;
    QByteArray publicKey;         ///< a COSE_Key (RFC 9052 section 7), ES256 on P-256
    QByteArray authenticatorData; ///< raw, without its CBOR wrapping
    QByteArray object; ///< WebAuthn section 6.5.4: the CBOR map of fmt, attStmt and authData
};

/// Creates the credential on an open key with user verification: by the PIN, or by the key itself
/// if `pin` is null. Blocks until the touch. Throws KeyError. Worker thread.
Attestation makeCredential(const Device &device, const RegistrationRequest &request,
                           const SharedSecret &pin);

/// What a system's own function returned for a new credential: WebAuthn's authenticator data and
/// attestation object. Throws KeyError if they aren't those of an ES256 credential.
Attestation attestationFrom(const QByteArray &authenticatorData, const QByteArray &object);

} // namespace vouch::fido
