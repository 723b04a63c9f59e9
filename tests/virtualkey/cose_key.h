// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cbor_reader.h"
#include "cbor_writer.h"
#include "p256_key.h"

namespace vouch::virtualkey {

/// COSE algorithm identifiers (IANA "COSE Algorithms").
enum class CoseAlgorithm : std::int64_t {
    Es256 = -7,
    /// Stands in key agreement keys although the key derivation is not that of RFC 9053
    /// (CTAP 2.1 section 6.5.6, getPublicKey).
    EcdhEsHkdf256 = -25,
};

/// A P-256 public key as COSE_Key (RFC 9053 section 7.1).
CborValue encodeCoseKey(const P256Point &point, CoseAlgorithm algorithm);

/// The platform's key agreement key. Throws CtapError(InvalidParameter) for any other key: that
/// is the answer to a failed decapsulate in every subcommand of section 6.5.5.
P256Point decodeKeyAgreementKey(CborView key);

} // namespace vouch::virtualkey
