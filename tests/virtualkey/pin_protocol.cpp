// SPDX-License-Identifier: Apache-2.0
#include "pin_protocol.h"

#include "cose_key.h"
#include "status.h"

#include <stdexcept>

namespace vouch::virtualkey {
namespace {

bool isWholeBlocks(ByteView data) {
    return data.size() % aesBlockSize == 0;
}

/// Section 6.5.6: one key for everything, an IV of zeros, signatures cut to 16 bytes.
class PinProtocolOne final : public PinProtocol {
public:
    int version() const override { return 1; }

    Bytes encrypt(ByteView secret, ByteView plaintext) const override {
        return aes256CbcEncrypt(secret, AesBlock{}, plaintext);
    }

    std::optional<Bytes> decrypt(ByteView secret, ByteView ciphertext) const override {
        if (!isWholeBlocks(ciphertext))
            return std::nullopt;
        return aes256CbcDecrypt(secret, AesBlock{}, ciphertext);
    }

private:
    Bytes deriveSecret(const P256Point::Coordinate &sharedX) const override {
        return concat(sha256(sharedX));
    }

    Bytes authenticate(ByteView key, ByteView message) const override {
        const Digest digest = hmacSha256(key, message);
        return {digest.begin(), digest.begin() + 16};
    }
};

/// Section 6.5.7: separate keys for HMAC and AES, a random IV before the ciphertext, whole
/// signatures. A shared secret is HMAC key || AES key.
class PinProtocolTwo final : public PinProtocol {
public:
    int version() const override { return 2; }

    Bytes encrypt(ByteView secret, ByteView plaintext) const override {
        AesBlock iv{};
        std::ranges::copy(randomBytes(iv.size()), iv.begin());
        return concat(iv, aes256CbcEncrypt(aesKey(secret), iv, plaintext));
    }

    std::optional<Bytes> decrypt(ByteView secret, ByteView ciphertext) const override {
        AesBlock iv{};
        if (!isWholeBlocks(ciphertext) || ciphertext.size() < iv.size())
            return std::nullopt;
        std::ranges::copy(ciphertext.first(iv.size()), iv.begin());
        return aes256CbcDecrypt(aesKey(secret), iv, ciphertext.subspan(iv.size()));
    }

private:
    static constexpr std::size_t hmacKeySize = 32;

    static ByteView aesKey(ByteView secret) { return secret.subspan(hmacKeySize); }

    Bytes deriveSecret(const P256Point::Coordinate &sharedX) const override {
        constexpr Digest zeroSalt{};
        return concat(hkdfSha256(sharedX, zeroSalt, viewOf("CTAP2 HMAC key")),
                      hkdfSha256(sharedX, zeroSalt, viewOf("CTAP2 AES key")));
    }

    Bytes authenticate(ByteView key, ByteView message) const override {
        // A token is an HMAC key as it is; of a shared secret only the first half is.
        return concat(hmacSha256(key.first(hmacKeySize), message));
    }
};

} // namespace

std::unique_ptr<PinProtocol> PinProtocol::make(int version) {
    if (version == 1)
        return std::make_unique<PinProtocolOne>();
    if (version == 2)
        return std::make_unique<PinProtocolTwo>();
    throw std::invalid_argument("no such PIN/UV auth protocol");
}

CborValue PinProtocol::publicKey() const {
    return encodeCoseKey(key_.publicPoint(), CoseAlgorithm::EcdhEsHkdf256);
}

Bytes PinProtocol::decapsulate(CborView platformKey) const {
    const auto sharedX = key_.agree(decodeKeyAgreementKey(platformKey));
    if (!sharedX)
        throw CtapError(Status::InvalidParameter);
    return deriveSecret(*sharedX);
}

bool PinProtocol::verify(ByteView key, ByteView message, ByteView signature) const {
    return constantTimeEqual(authenticate(key, message), signature);
}

} // namespace vouch::virtualkey
