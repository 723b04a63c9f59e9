// SPDX-License-Identifier: Apache-2.0

// The limits in seconds and minutes, with a clock turned by hand.

#include "bench_key.h"
#include "check.h"

namespace vouch::virtualkey::test {
namespace {

using namespace std::chrono_literals;

Status nextAssertion(BenchKey &key) {
    return static_cast<Status>(key.run(Bytes{command::getNextAssertion}).front());
}

void registerThree(BenchKey &key) {
    for (const std::string user : {"ada", "bob", "eve"})
        key.runOk(command::makeCredential, registration("vouch.test", user));
}

TEST(nextAssertionComesWithinThirtySecondsOfTheLast) {
    BenchKey key;
    registerThree(key);
    key.runOk(command::getAssertion, assertion("vouch.test"));
    key.advance(29s);
    CHECK_EQUAL(nextAssertion(key), Status::Ok);
    key.advance(29s);
    CHECK_EQUAL(nextAssertion(key), Status::Ok);
    CHECK_EQUAL(nextAssertion(key), Status::NotAllowed); // there were three
    key.runOk(command::getAssertion, assertion("vouch.test"));
    key.advance(31s);
    CHECK_EQUAL(nextAssertion(key), Status::NotAllowed);
}

TEST(nextAssertionFollowsNothingButAnAssertion) {
    BenchKey key;
    CHECK_EQUAL(nextAssertion(key), Status::NotAllowed);
    registerThree(key);
    key.runOk(command::getAssertion, assertion("vouch.test"));
    key.run(Bytes{0x04}); // another command in between
    CHECK_EQUAL(nextAssertion(key), Status::NotAllowed);
    key.runOk(command::getAssertion, assertion("vouch.test"));
    key.authenticator().powerUp();
    CHECK_EQUAL(nextAssertion(key), Status::NotAllowed);
}

TEST(resetsOnlyWithinTenSecondsOfPowerUp) {
    BenchKey key;
    registerThree(key);
    key.advance(11s);
    CHECK_EQUAL(key.run(Bytes{command::reset}).front(),
                static_cast<std::uint8_t>(Status::NotAllowed));
    CHECK_EQUAL(key.store().credentials().size(), 3u);
    key.authenticator().powerUp();
    key.advance(9s);
    CHECK(key.run(Bytes{command::reset}) == Bytes{0});
    CHECK(key.store().credentials().empty());
}

TEST(tokenMustBeUsedSoon) {
    BenchKey key;
    key.authenticator().clientPin().setPin(viewOf("1234"));
    for (const int protocol : {1, 2}) {
        const Platform platform(key, protocol);
        const Bytes token = platform.token(key, platform.tokenRequest("1234", MakeCredential));
        key.advance(31s);
        CborMap request = registration("vouch.test", "ada");
        authorizeRegistration(request, platform, token);
        CHECK_EQUAL(key.status(command::makeCredential, request), Status::PinAuthInvalid);
    }
}

TEST(tokenInUseLastsTenMinutes) {
    BenchKey key;
    registerThree(key);
    key.authenticator().clientPin().setPin(viewOf("1234"));
    const Platform platform(key, 2);
    const Bytes token = platform.token(key, platform.tokenRequest("1234", ManageCredentials));
    const CborMap metadata = CborMap()
                                 .set(1, CborValue::integer(1))
                                 .set(3, CborValue::integer(2))
                                 .set(4, CborValue::bytes(platform.signWith(token, Bytes{1})));
    for (int minute = 0; minute <= 10; ++minute) {
        if (minute != 0)
            key.advance(59s);
        CHECK_EQUAL(key.status(command::credentialManagement, metadata), Status::Ok);
    }
    key.advance(11s);
    CHECK_EQUAL(key.status(command::credentialManagement, metadata), Status::PinAuthInvalid);
}

TEST(excludedCredentialIsToldAtTheEndOfTheWaitToo) {
    BenchKey key;
    key.runOk(command::makeCredential, registration("vouch.test", "ada"));
    const CborValue mine = CborMap()
                               .set("id", CborValue::bytes(key.store().credentials()[0].id))
                               .set("type", CborValue::text("public-key"))
                               .value();
    const Bytes request =
        concat(Bytes{command::makeCredential},
               registration("vouch.test", "bob").set(5, CborValue::array({mine})).encoded());
    const Operation untouched = key.authenticator().execute(request);
    key.advance(31s);
    key.presence().expire();
    CHECK(untouched.response() == Bytes{static_cast<std::uint8_t>(Status::CredentialExcluded)});
    const Operation canceled = key.authenticator().execute(request);
    key.presence().cancel();
    CHECK(canceled.response() == Bytes{static_cast<std::uint8_t>(Status::KeepaliveCancel)});
}

TEST(earlyTouchIsForgottenAfterTwoSeconds) {
    BenchKey key;
    key.presence().press();
    key.advance(1900ms);
    CHECK(key.authenticator().execute(Bytes{0x0b}).done());
    key.presence().press();
    key.advance(2100ms);
    CHECK(!key.authenticator().execute(Bytes{0x0b}).done());
}

} // namespace
} // namespace vouch::virtualkey::test
