// SPDX-License-Identifier: Apache-2.0

// What pinUvAuthTokens are good for (CTAP 2.1 section 6.5), beyond what libfido2 asks.

#include "bench_key.h"
#include "check.h"

namespace vouch::virtualkey::test {
namespace {

constexpr char pin[] = "123456";

/// A key with that PIN.
struct PinKey : BenchKey {
    PinKey() { authenticator().clientPin().setPin(viewOf(pin)); }
};

Status registerWith(BenchKey &key, const Platform &platform, const Bytes &token,
                    const std::string &rpId = "vouch.test") {
    CborMap request = registration(rpId, "ada");
    return key.status(command::makeCredential, authorizeRegistration(request, platform, token));
}

Status assertWith(BenchKey &key, const Platform &platform, const Bytes &token) {
    CborMap request = assertion("vouch.test");
    return key.status(command::getAssertion, authorizeAssertion(request, platform, token));
}

TEST(theOldWayToATokenServesForBothCeremonies) {
    for (const int protocol : {1, 2}) {
        PinKey key;
        const Platform platform(key, protocol);
        const CborMap request = CborMap()
                                    .set(1, CborValue::integer(protocol))
                                    .set(2, CborValue::integer(5))
                                    .set(3, platform.publicKey())
                                    .set(6, platform.hashedPin(pin));
        CHECK_EQUAL(registerWith(key, platform, platform.token(key, request)), Status::Ok);
        CHECK_EQUAL(assertWith(key, platform, platform.token(key, request)), Status::Ok);

        CborMap withPermissions = request;
        withPermissions.set(9, CborValue::integer(1));
        CHECK_EQUAL(key.status(command::clientPin, withPermissions), Status::InvalidParameter);
    }
}

TEST(tokenServesOnlyForItsPermissions) {
    PinKey key;
    const Platform platform(key, 2);
    const auto token = [&](std::uint64_t permissions) {
        return platform.token(key, platform.tokenRequest(pin, permissions));
    };
    CHECK_EQUAL(registerWith(key, platform, token(GetAssertion)), Status::PinAuthInvalid);
    CHECK_EQUAL(registerWith(key, platform, token(MakeCredential)), Status::Ok);
    CHECK_EQUAL(assertWith(key, platform, token(MakeCredential)), Status::PinAuthInvalid);
    CHECK_EQUAL(assertWith(key, platform, token(GetAssertion | 0x4000)), Status::Ok);
    CHECK_EQUAL(key.status(command::clientPin, platform.tokenRequest(pin, 0)),
                Status::InvalidParameter);
    CHECK_EQUAL(key.status(command::clientPin, platform.tokenRequest(pin, 0x10)),
                Status::UnauthorizedPermission);
}

TEST(tokenServesForOneTouch) {
    PinKey key;
    const Platform platform(key, 2);
    const Bytes token =
        platform.token(key, platform.tokenRequest(pin, MakeCredential | GetAssertion));
    CHECK_EQUAL(registerWith(key, platform, token), Status::Ok);
    CHECK_EQUAL(assertWith(key, platform, token), Status::PinAuthInvalid);
}

TEST(tokenServesForOneRp) {
    PinKey key;
    const Platform platform(key, 2);
    CborMap request = platform.tokenRequest(pin, MakeCredential);
    request.set(10, CborValue::text("vouch.test"));
    CHECK_EQUAL(registerWith(key, platform, platform.token(key, request), "other.test"),
                Status::PinAuthInvalid);
    CHECK_EQUAL(registerWith(key, platform, platform.token(key, request)), Status::Ok);
}

TEST(newTokenEndsTheOldOne) {
    PinKey key;
    const Platform one(key, 1);
    const Platform two(key, 2);
    const Bytes old = one.token(key, one.tokenRequest(pin, MakeCredential));
    two.token(key, two.tokenRequest(pin, MakeCredential));
    CHECK_EQUAL(registerWith(key, one, old), Status::PinAuthInvalid);
}

TEST(changedPinEndsTheToken) {
    PinKey key;
    const Platform platform(key, 2);
    const Bytes token = platform.token(key, platform.tokenRequest(pin, MakeCredential));
    Bytes padded = concat(viewOf("abcdef"));
    padded.resize(64);
    const CborValue newPinEnc = platform.encrypt(padded);
    const CborValue pinHashEnc = platform.hashedPin(pin);
    const Bytes signedOver = concat(CborDocument(newPinEnc.encoded()).root().bytes(),
                                    CborDocument(pinHashEnc.encoded()).root().bytes());
    key.runOk(command::clientPin, CborMap()
                                      .set(1, CborValue::integer(2))
                                      .set(2, CborValue::integer(4))
                                      .set(3, platform.publicKey())
                                      .set(4, platform.sign(signedOver))
                                      .set(5, newPinEnc)
                                      .set(6, pinHashEnc));
    CHECK_EQUAL(registerWith(key, platform, token), Status::PinAuthInvalid);
}

TEST(wrongPinMakesANewKeyAgreementKey) {
    PinKey key;
    const Platform platform(key, 2);
    CHECK_EQUAL(key.status(command::clientPin, platform.tokenRequest("000000", GetAssertion)),
                Status::PinInvalid);
    // The right PIN under the old secret is not even readable, and costs a try.
    CHECK_EQUAL(key.status(command::clientPin, platform.tokenRequest(pin, GetAssertion)),
                Status::PinInvalid);
    CHECK_EQUAL(key.store().pinRetries(), 6);
}

TEST(aTryIsPaidForBeforeItIsLookedAt) {
    PinKey key;
    const Platform platform(key, 2);
    CborMap request = platform.tokenRequest(pin, GetAssertion);
    request.set(6, CborValue::bytes(Bytes(5))); // no whole block: nothing to compare
    CHECK_EQUAL(key.status(command::clientPin, request), Status::PinInvalid);
    CHECK_EQUAL(key.store().pinRetries(), 7);
}

TEST(refusesProtocolsAndKeysThatAreNone) {
    PinKey key;
    const Platform platform(key, 2);
    const CborMap good = platform.tokenRequest(pin, GetAssertion);
    CHECK_EQUAL(key.status(command::clientPin, CborMap(good).set(1, CborValue::integer(3))),
                Status::InvalidParameter);
    const CborMap coseKey = CborMap()
                                .set(1, CborValue::integer(2))
                                .set(3, CborValue::integer(-25))
                                .set(-1, CborValue::integer(1))
                                .set(-2, CborValue::bytes(Bytes(32, 1)))
                                .set(-3, CborValue::bytes(Bytes(32, 1)));
    CHECK_EQUAL(key.status(command::clientPin, CborMap(good).set(3, coseKey.value())),
                Status::InvalidParameter); // a point off the curve
    CHECK_EQUAL(key.status(command::clientPin, CborMap(good).set(3, CborMap().value())),
                Status::InvalidParameter);
    CHECK_EQUAL(key.store().pinRetries(), 8); // none of that was a try

    CborMap request = registration("vouch.test", "ada");
    request.set(8, CborValue::bytes(Bytes(32)));
    CHECK_EQUAL(key.status(command::makeCredential, request), Status::MissingParameter);
    CHECK_EQUAL(key.status(command::makeCredential, request.set(9, CborValue::integer(2))),
                Status::PinAuthInvalid);
}

} // namespace
} // namespace vouch::virtualkey::test
