// SPDX-License-Identifier: Apache-2.0
#include "hmac_secret.h"

#include "status.h"

namespace vouch::virtualkey {
namespace {

constexpr std::int64_t keyAgreement = 1;
constexpr std::int64_t saltEnc = 2;
constexpr std::int64_t saltAuth = 3;
constexpr std::int64_t pinUvAuthProtocol = 4;

constexpr std::size_t saltSize = 32;

PinProtocol &chooseProtocol(CborView extension, ClientPin &clientPin) {
    const auto version = extension.find(pinUvAuthProtocol);
    return clientPin.protocol(version ? version->unsignedInteger() : 1); // absent means one
}

} // namespace

HmacSecretInput::HmacSecretInput(CborView extension, ClientPin &clientPin)
    : protocol_(chooseProtocol(extension, clientPin)) {
    const CborView platformKey = extension.require(keyAgreement);
    const ByteView encrypted = extension.require(saltEnc).bytes();
    const ByteView signature = extension.require(saltAuth).bytes();
    secret_ = protocol_.decapsulate(platformKey);
    if (!protocol_.verify(secret_, encrypted, signature))
        throw CtapError(Status::PinAuthInvalid);
    auto salts = protocol_.decrypt(secret_, encrypted);
    if (!salts || (salts->size() != saltSize && salts->size() != 2 * saltSize))
        throw CtapError(Status::InvalidLength);
    salts_ = std::move(*salts);
}

CborValue HmacSecretInput::output(const Credential &credential, bool userVerified) const {
    const Bytes &credRandom =
        userVerified ? credential.credRandomWithUv : credential.credRandomWithoutUv;
    Bytes outputs;
    for (ByteView rest = salts_; !rest.empty(); rest = rest.subspan(saltSize))
        append(outputs, hmacSha256(credRandom, rest.first(saltSize)));
    return CborValue::bytes(protocol_.encrypt(secret_, outputs));
}

} // namespace vouch::virtualkey
