// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authenticator_data.h"
#include "hmac_secret.h"

#include <optional>
#include <vector>

namespace vouch::virtualkey {

/// The credentials that one getAssertion found, answered one after the other: the first by
/// getAssertion, the others by getNextAssertion (CTAP 2.1 sections 6.2 and 6.3).
class AssertionSequence {
public:
    /// What all the answers have in common.
    struct Terms {
        Bytes clientDataHash;
        UserEvidence evidence;
        std::optional<HmacSecretInput> hmacSecret;
    };

    /// `credentialIds`: at least one, in the order of the answers.
    AssertionSequence(Terms terms, std::vector<Bytes> credentialIds);

    /// The next answer's CBOR. The first says how many there are, if there are several. Throws
    /// CtapError(NotAllowed) when all have been given or the host was too slow (section 6.3).
    Bytes next(Store &store, TimePoint now);

private:
    Terms terms_;
    std::vector<Bytes> credentialIds_;
    std::size_t position_ = 0;
    TimePoint lastAnswer_{};
};

} // namespace vouch::virtualkey
