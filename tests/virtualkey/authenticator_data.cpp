// SPDX-License-Identifier: Apache-2.0
#include "authenticator_data.h"

#include "cose_key.h"
#include "crypto.h"

namespace vouch::virtualkey {
namespace {

enum Flag : unsigned {
    UserPresent = 0x01,
    UserVerified = 0x04,
    AttestedCredentialData = 0x40,
    ExtensionData = 0x80,
};

Bytes authData(const Credential &credential, UserEvidence evidence, const Bytes &attested,
               const CborMap &extensions) {
    const unsigned flags = (evidence.present ? UserPresent : 0u) |
                           (evidence.verified ? UserVerified : 0u) |
                           (attested.empty() ? 0u : AttestedCredentialData) |
                           (extensions.empty() ? 0u : ExtensionData);
    Bytes data = concat(sha256(viewOf(credential.rpId)));
    data.push_back(static_cast<std::uint8_t>(flags));
    appendBigEndian(data, credential.signatureCount);
    append(data, attested);
    if (!extensions.empty())
        append(data, extensions.encoded());
    return data;
}

} // namespace

Bytes attestedAuthData(const Credential &credential, const P256Point &publicKey,
                       const Aaguid &aaguid, UserEvidence evidence, const CborMap &extensions) {
    Bytes attested = concat(aaguid);
    appendBigEndian(attested, static_cast<std::uint16_t>(credential.id.size()));
    append(attested, credential.id);
    append(attested, encodeCoseKey(publicKey, CoseAlgorithm::Es256).encoded());
    return authData(credential, evidence, attested, extensions);
}

Bytes assertionAuthData(const Credential &credential, UserEvidence evidence,
                        const CborMap &extensions) {
    return authData(credential, evidence, {}, extensions);
}

} // namespace vouch::virtualkey
