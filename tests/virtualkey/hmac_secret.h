// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client_pin.h"

namespace vouch::virtualkey {

/// The hmac-secret extension in getAssertion (CTAP 2.1 section 12.5): one or two salts that came
/// encrypted, and the secret their outputs go back under. It is taken apart once a request, as
/// every getNextAssertion answers with the same salts.
class HmacSecretInput {
public:
    /// Throws CtapError for malformed or unauthentic salts.
    HmacSecretInput(CborView extension, ClientPin &clientPin);

    /// The extension output for a credential.
    CborValue output(const Credential &credential, bool userVerified) const;

private:
    const PinProtocol &protocol_;
    Bytes secret_;
    Bytes salts_;
};

} // namespace vouch::virtualkey
