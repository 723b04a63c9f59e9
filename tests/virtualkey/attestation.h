// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cbor_writer.h"
#include "p256_key.h"

#include <array>
#include <filesystem>
#include <optional>

namespace vouch::virtualkey {

/// The model of an authenticator (WebAuthn section 6.5.1).
using Aaguid = std::array<std::uint8_t, 16>;

/// The key and certificate that a batch of keys shares.
class AttestationIdentity {
public:
    /// Throws std::runtime_error naming what is wrong when a file cannot be read, when they do
    /// not belong together, or when the certificate's id-fido-gen-ce-aaguid extension is missing
    /// or names another model: a server would refuse every registration.
    static AttestationIdentity load(const std::filesystem::path &keyFile,
                                    const std::filesystem::path &certificateFile,
                                    const Aaguid &aaguid);

    const P256Key &key() const { return key_; }
    const Bytes &certificate() const { return certificate_; }

private:
    AttestationIdentity(P256Key key, Bytes certificate)
        : key_(std::move(key)), certificate_(std::move(certificate)) {}

    P256Key key_;
    Bytes certificate_; // DER
};

/// A packed attestation statement (WebAuthn section 8.2): signed with the batch's key and with its
/// certificate or, for a key that has none, with the new credential's own ("self attestation").
CborValue packedStatement(const std::optional<AttestationIdentity> &identity,
                          const P256Key &credentialKey, ByteView authData, ByteView clientDataHash);

} // namespace vouch::virtualkey
