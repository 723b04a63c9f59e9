// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "attestation.h"
#include "credential.h"

namespace vouch::virtualkey {

/// What a command found out about the user: the UP and UV bits.
struct UserEvidence {
    bool present = false;
    bool verified = false;
};

// Authenticator data (WebAuthn section 6.1) signed with a new credential and with one in use.
// `extensions` are the extension outputs; an empty map leaves them and their flag out.

Bytes attestedAuthData(const Credential &credential, const P256Point &publicKey,
                       const Aaguid &aaguid, UserEvidence evidence, const CborMap &extensions);

Bytes assertionAuthData(const Credential &credential, UserEvidence evidence,
                        const CborMap &extensions);

} // namespace vouch::virtualkey
