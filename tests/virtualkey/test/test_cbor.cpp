// SPDX-License-Identifier: Apache-2.0

// Canonical CBOR, and the answers to requests that are not, or that lack something.

#include "bench_key.h"
#include "check.h"
#include "key_process.h"
#include "raw_host.h"
#include "virtualkey/canonical_cbor.h"
#include "virtualkey/text_codec.h"
#include "virtualkey/utf8.h"

namespace vouch::virtualkey::test {
namespace {

void checkCanonical(const char *hex, bool expected) {
    if (isCanonicalCbor(fromHex(hex).value()) != expected)
        throw Failure(std::string(hex) + (expected ? " is refused" : " passes"));
}

TEST(canonicalItemsPass) {
    for (const char *hex :
         {"00", "17", "1818", "18ff", "190100", "1a00010000", "1b0000000100000000", "20", "3818",
          "40", "43010203", "60", "6161", "62c3a9", "80", "83010203", "f4", "f5", "f6", "f97e00",
          // Keys: integers before texts, negative after positive, short before long.
          "a0", "a10102", "a201020304", "a4 01f5 20f5 6161f5 626161f5", "a2 17f5 1818f5",
          "a2 6162f5 626161f5",
          // Four levels.
          "81818180", "a101a101a101a0"}) {
        std::string compact(hex);
        std::erase(compact, ' ');
        checkCanonical(compact.c_str(), true);
    }
}

TEST(otherItemsDoNotPass) {
    for (const char *hex :
         {"", "18", "1817", "1900ff", "1a0000ffff", "1b00000000ffffffff", "3817", "1c", "1f",
          "5801", "580101", "44010203", "6261", "61ff", "62c0af", "63eda080", "64f4908080",
          "9f01ff", "5f4101ff", "bf0102ff", "81", "a101", "c000", "f818", "f800", "ff", "fc",
          // Keys: twice, in the wrong order.
          "a201020103", "a203040102", "a2 6161f5 01f5", "a2 626161f5 6162f5", "a2 20f5 01f5",
          // Five levels; counts that nothing stands behind; something after the item.
          "8181818180", "a101a101a101a101a0", "9affffffff", "bbffffffffffffffff",
          "5bffffffffffffffff", "0000", "a000"}) {
        std::string compact(hex);
        std::erase(compact, ' ');
        checkCanonical(compact.c_str(), false);
    }
}

TEST(countsCodePoints) {
    CHECK(countCodePoints({}) == std::optional<std::size_t>(0));
    CHECK(countCodePoints(viewOf("a\u00e9\u20ac\U0001f511")) == std::optional<std::size_t>(4));
    CHECK(!countCodePoints(viewOf("\xc3")));
    CHECK(!countCodePoints(viewOf("\x80")));
}

/// The status of registering with one member of the request replaced.
Status registerWith(std::int64_t key, const CborValue &value) {
    BenchKey bench;
    return bench.status(command::makeCredential, registration("vouch.test", "ada").set(key, value));
}

TEST(membersOfTheWrongTypeAreRefused) {
    const CborValue number = CborValue::integer(1);
    for (const std::int64_t key : {1, 2, 3, 4, 5, 6, 7, 8})
        CHECK_EQUAL(registerWith(key, number), Status::CborUnexpectedType);
    CHECK_EQUAL(registerWith(9, CborValue::text("1")), Status::CborUnexpectedType);
    CHECK_EQUAL(registerWith(7, CborMap().set("rk", number).value()), Status::CborUnexpectedType);
    CHECK_EQUAL(registerWith(6, CborMap().set("hmac-secret", number).value()),
                Status::CborUnexpectedType);
}

TEST(valuesOutOfBoundsAreRefused) {
    CHECK_EQUAL(registerWith(1, CborValue::bytes(Bytes(31))), Status::InvalidLength);
    const CborMap longId = CborMap().set("id", CborValue::bytes(Bytes(65)));
    CHECK_EQUAL(registerWith(3, longId.value()), Status::InvalidLength);
    const CborValue descriptor = CborMap()
                                     .set("id", CborValue::bytes(Bytes(32)))
                                     .set("type", CborValue::text("public-key"))
                                     .value();
    const std::vector<CborValue> eight(8, descriptor);
    const std::vector<CborValue> nine(9, descriptor);
    CHECK_EQUAL(registerWith(5, CborValue::array(eight)), Status::Ok);
    CHECK_EQUAL(registerWith(5, CborValue::array(nine)), Status::LimitExceeded);
    CHECK_EQUAL(registerWith(4, CborValue::array({})), Status::UnsupportedAlgorithm);
    CHECK_EQUAL(registerWith(7, CborMap().set("up", CborValue::boolean(false)).value()),
                Status::InvalidOption);
    CHECK_EQUAL(registerWith(7, CborMap().set("uv", CborValue::boolean(true)).value()),
                Status::InvalidOption);
    CHECK_EQUAL(registerWith(10, CborValue::integer(1)), Status::InvalidParameter);
}

TEST(unknownMembersAreIgnored) {
    CHECK_EQUAL(registerWith(0x7f, CborValue::text("?")), Status::Ok);
    CHECK_EQUAL(registerWith(-1, CborValue::text("?")), Status::Ok);
    CHECK_EQUAL(registerWith(6, CborMap().set("credBlob", CborValue::bytes({})).value()),
                Status::Ok);
    CHECK_EQUAL(registerWith(7, CborMap().set("plat", CborValue::boolean(true)).value()),
                Status::Ok);
}

TEST(assertionOptionsAreChecked) {
    BenchKey key;
    key.runOk(command::makeCredential, registration("vouch.test", "ada"));
    const auto with = [&](const char *option, bool value) {
        return key.status(command::getAssertion,
                          assertion("vouch.test")
                              .set(5, CborMap().set(option, CborValue::boolean(value)).value()));
    };
    CHECK_EQUAL(with("uv", true), Status::InvalidOption);
    CHECK_EQUAL(with("uv", false), Status::Ok);
    CHECK_EQUAL(with("rk", false), Status::UnsupportedOption);
    CHECK_EQUAL(with("up", true), Status::Ok);
}

TEST(missingMembersAreMissed) {
    BenchKey key;
    for (const std::uint8_t number : {command::makeCredential, command::getAssertion,
                                      command::clientPin, command::credentialManagement})
        CHECK_EQUAL(key.status(number, CborMap()), Status::MissingParameter);
    CHECK_EQUAL(key.status(command::credentialManagement, CborMap().set(1, CborValue::integer(1))),
                Status::PuatRequired);
    CHECK_EQUAL(key.status(command::clientPin, CborMap().set(2, CborValue::integer(99))),
                Status::InvalidSubcommand);
}

/// Everything a host can get wrong in one request, over the wire; the key works on.
TEST(malformedRequestsGetTheirStatus) {
    KeyProcess key;
    RawHost host(key.path());
    const std::uint32_t cid = host.openChannel();
    const auto status = [&](const Bytes &request) {
        return static_cast<Status>(host.cbor(cid, request).front());
    };
    CHECK_EQUAL(status({0x01}), Status::InvalidCbor);
    CHECK_EQUAL(status({0x01, 0xa1}), Status::InvalidCbor);
    CHECK_EQUAL(status({0x01, 0x80}), Status::CborUnexpectedType);
    CHECK_EQUAL(status({0x02, 0xbf, 0xff}), Status::InvalidCbor);
    CHECK_EQUAL(status({0x06, 0xff}), Status::InvalidCbor);
    CHECK_EQUAL(status({0x04, 0xa0}), Status::InvalidLength);
    CHECK_EQUAL(status({0x07, 0x00}), Status::InvalidLength);
    CHECK_EQUAL(status({0x0b, 0x00}), Status::InvalidLength);
    CHECK_EQUAL(status({0x08, 0x00}), Status::InvalidLength);
    for (const std::uint8_t unknown : Bytes{0x00, 0x03, 0x05, 0x09, 0x0c, 0x0d, 0x40, 0xff})
        CHECK_EQUAL(status({unknown}), Status::InvalidCommand);
    CHECK_EQUAL(status(Bytes(1201, 0x01)), Status::RequestTooLarge);
    CHECK_EQUAL(status(Bytes(7609, 0x04)), Status::RequestTooLarge);
    CHECK_EQUAL(status({0x04}), Status::Ok);
}

} // namespace
} // namespace vouch::virtualkey::test
