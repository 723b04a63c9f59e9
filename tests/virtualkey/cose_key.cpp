// SPDX-License-Identifier: Apache-2.0
#include "cose_key.h"

#include "status.h"

namespace vouch::virtualkey {
namespace {

// Labels and values of RFC 9052 section 7.1 and RFC 9053 section 7.1.
constexpr std::int64_t keyType = 1;
constexpr std::int64_t algorithmLabel = 3;
constexpr std::int64_t curve = -1;
constexpr std::int64_t xCoordinate = -2;
constexpr std::int64_t yCoordinate = -3;
constexpr std::int64_t ec2 = 2;
constexpr std::int64_t p256 = 1;

P256Point::Coordinate coordinate(CborView key, std::int64_t label) {
    const ByteView bytes = key.require(label).bytes();
    P256Point::Coordinate value{};
    if (bytes.size() != value.size())
        throw CtapError(Status::InvalidParameter);
    std::ranges::copy(bytes, value.begin());
    return value;
}

} // namespace

CborValue encodeCoseKey(const P256Point &point, CoseAlgorithm algorithm) {
    return CborMap()
        .set(keyType, CborValue::integer(ec2))
        .set(algorithmLabel, CborValue::integer(static_cast<std::int64_t>(algorithm)))
        .set(curve, CborValue::integer(p256))
        .set(xCoordinate, CborValue::bytes(point.x))
        .set(yCoordinate, CborValue::bytes(point.y))
        .value();
}

P256Point decodeKeyAgreementKey(CborView key) {
    try {
        const auto expected = static_cast<std::int64_t>(CoseAlgorithm::EcdhEsHkdf256);
        if (key.require(keyType).integer() != ec2 || key.require(curve).integer() != p256 ||
            key.require(algorithmLabel).integer() != expected)
            throw CtapError(Status::InvalidParameter);
        return {coordinate(key, xCoordinate), coordinate(key, yCoordinate)};
    } catch (const CtapError &) {
        throw CtapError(Status::InvalidParameter);
    }
}

} // namespace vouch::virtualkey
