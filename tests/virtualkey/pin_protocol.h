// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cbor_reader.h"
#include "cbor_writer.h"
#include "crypto.h"
#include "p256_key.h"

#include <memory>
#include <optional>

namespace vouch::virtualkey {

/// The authenticator's side of a PIN/UV auth protocol (CTAP 2.1 section 6.5.4): a key agreement
/// key, and what is done with the secret agreed.
class PinProtocol {
public:
    /// Protocol one is section 6.5.6, two is 6.5.7. Throws for any other number.
    static std::unique_ptr<PinProtocol> make(int version);

    virtual ~PinProtocol() = default;

    virtual int version() const = 0;

    /// getPublicKey() and regenerate() of the specification.
    CborValue publicKey() const;
    void regenerate() { key_ = P256Key::generate(); }

    /// The secret shared with the platform that sent that COSE_Key. Throws
    /// CtapError(InvalidParameter) if it is no P-256 key.
    Bytes decapsulate(CborView platformKey) const;

    virtual Bytes encrypt(ByteView secret, ByteView plaintext) const = 0;

    /// Nothing if the ciphertext has an impossible length.
    virtual std::optional<Bytes> decrypt(ByteView secret, ByteView ciphertext) const = 0;

    /// Checks a signature made with a shared secret or a pinUvAuthToken as the key. Whether the
    /// token is in use at all, PinUvAuthToken knows.
    bool verify(ByteView key, ByteView message, ByteView signature) const;

protected:
    PinProtocol() : key_(P256Key::generate()) {}

    virtual Bytes deriveSecret(const P256Point::Coordinate &sharedX) const = 0;
    virtual Bytes authenticate(ByteView key, ByteView message) const = 0;

private:
    P256Key key_;
};

} // namespace vouch::virtualkey
