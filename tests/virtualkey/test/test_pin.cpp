// SPDX-License-Identifier: Apache-2.0

// The PIN and its retries, end to end with libfido2.

#include "check.h"
#include "fido_host.h"
#include "key_process.h"

namespace vouch::virtualkey::test {
namespace {

constexpr char pin[] = "123456";
constexpr char wrong[] = "654321";

TEST(wantsThePinOnceThereIsOne) {
    KeyProcess key({"--pin", pin});
    FidoHost host(key.path());
    FidoCredential credential;
    CHECK_EQUAL(Registering().run(host, nullptr, credential), FIDO_ERR_PIN_REQUIRED);
    CHECK_EQUAL(Registering{.discoverable = false}.run(host, nullptr, credential),
                FIDO_ERR_PIN_REQUIRED);
}

TEST(saysThatNoPinIsSet) {
    KeyProcess key;
    FidoHost host(key.path());
    FidoCredential credential;
    CHECK_EQUAL(Registering().run(host, pin, credential), FIDO_ERR_PIN_NOT_SET);
    CHECK_EQUAL(setPin(host, "1234", "4321"), FIDO_ERR_PIN_NOT_SET);
}

TEST(setsAndChangesThePin) {
    for (const std::string protocol : {"1", "2"}) {
        KeyProcess key({"--pin-protocol", protocol});
        FidoHost host(key.path());
        CHECK_EQUAL(setPin(host, pin), FIDO_OK);
        CHECK_EQUAL(host.traffic().pinProtocol.load(), std::stoi(protocol));
        CHECK_EQUAL(tryPin(host, pin), FIDO_ERR_NO_CREDENTIALS);
        CHECK(setPin(host, "another") != FIDO_OK); // not without the old one
        CHECK_EQUAL(setPin(host, "another", wrong), FIDO_ERR_PIN_INVALID);
        CHECK_EQUAL(setPin(host, "another", pin), FIDO_OK);
        CHECK_EQUAL(tryPin(host, pin), FIDO_ERR_PIN_INVALID);
        CHECK_EQUAL(tryPin(host, "another"), FIDO_ERR_NO_CREDENTIALS);
    }
}

TEST(holdsPinsToTheirLengths) {
    KeyProcess key;
    FidoHost host(key.path());
    // Three characters in seven bytes; the least is counted in characters.
    CHECK_EQUAL(setPin(host, "\u00e9\u00e9\u20ac"), FIDO_ERR_PIN_POLICY_VIOLATION);
    CHECK_EQUAL(setPin(host, "123"), FIDO_ERR_PIN_POLICY_VIOLATION);
    const std::string longest(63, 'x');
    CHECK_EQUAL(setPin(host, "\u00e9\u00e9\u20ac\u20ac"), FIDO_OK);
    CHECK_EQUAL(setPin(host, longest.c_str(), "\u00e9\u00e9\u20ac\u20ac"), FIDO_OK);
    CHECK_EQUAL(tryPin(host, longest.c_str()), FIDO_ERR_NO_CREDENTIALS);
}

TEST(holdsPinsToTheLengthItWasGiven) {
    KeyProcess key({"--min-pin-length", "6"});
    FidoHost host(key.path());
    CHECK_EQUAL(setPin(host, "12345"), FIDO_ERR_PIN_POLICY_VIOLATION);
    CHECK_EQUAL(setPin(host, pin), FIDO_OK);
}

TEST(aForcedChangeOpensNothingUntilThePinIsAnother) {
    KeyProcess key({"--pin", pin});
    key.command("force-pin-change");
    FidoHost host(key.path());
    CHECK_EQUAL(tryPin(host, wrong), FIDO_ERR_PIN_INVALID);
    CHECK_EQUAL(tryPin(host, pin), FIDO_ERR_PIN_POLICY_VIOLATION);
    CHECK_EQUAL(setPin(host, pin, pin), FIDO_ERR_PIN_POLICY_VIOLATION);
    CHECK_EQUAL(setPin(host, "another", pin), FIDO_OK);
    CHECK_EQUAL(tryPin(host, "another"), FIDO_ERR_NO_CREDENTIALS);
}

TEST(forgetsThePinAndKeepsTheAccounts) {
    KeyProcess key({"--pin", pin});
    {
        FidoHost host(key.path());
        Registering().make(host, pin);
    }
    key.command("forget-pin");
    FidoHost host(key.path());
    CHECK_EQUAL(tryPin(host, pin), FIDO_ERR_PIN_NOT_SET);
    CHECK_EQUAL(setPin(host, "another"), FIDO_OK);
    Asserting().make(host, "another");
}

TEST(failsOnceInTheWayItIsTold) {
    KeyProcess key;
    FidoHost host(key.path());
    key.command("fail 37");
    CHECK_EQUAL(pinRetries(host), 8); // another subcommand does not use it up
    CHECK_EQUAL(setPin(host, pin), FIDO_ERR_PIN_POLICY_VIOLATION);
    CHECK_EQUAL(setPin(host, pin), FIDO_OK);
    key.command("fail 3a");
    FidoCredential credential;
    CHECK_EQUAL(Registering().run(host, pin, credential), FIDO_ERR_ACTION_TIMEOUT);
    CHECK_EQUAL(Registering().run(host, pin, credential), FIDO_OK);
}

TEST(countsRetriesDownAndUpAgain) {
    KeyProcess key({"--pin", pin});
    FidoHost host(key.path());
    CHECK_EQUAL(pinRetries(host), 8);
    CHECK_EQUAL(tryPin(host, wrong), FIDO_ERR_PIN_INVALID);
    CHECK_EQUAL(pinRetries(host), 7);
    CHECK_EQUAL(key.statusNumber("pin-retries"), 7);
    CHECK_EQUAL(tryPin(host, pin), FIDO_ERR_NO_CREDENTIALS);
    CHECK_EQUAL(pinRetries(host), 8);
}

TEST(wantsToBeReplugedAfterThreeWrongPinsInARow) {
    KeyProcess key({"--pin", pin});
    {
        FidoHost host(key.path());
        CHECK_EQUAL(tryPin(host, wrong), FIDO_ERR_PIN_INVALID);
        CHECK_EQUAL(tryPin(host, wrong), FIDO_ERR_PIN_INVALID);
        CHECK_EQUAL(tryPin(host, wrong), FIDO_ERR_PIN_AUTH_BLOCKED);
        CHECK_EQUAL(tryPin(host, pin), FIDO_ERR_PIN_AUTH_BLOCKED); // the right one, too
        CHECK_EQUAL(setPin(host, "another", pin), FIDO_ERR_PIN_AUTH_BLOCKED);
        CHECK_EQUAL(pinRetries(host), 5);
    }
    key.command("plug");
    FidoHost host(key.path());
    CHECK_EQUAL(tryPin(host, pin), FIDO_ERR_NO_CREDENTIALS);
    CHECK_EQUAL(pinRetries(host), 8);
}

TEST(aRightPinEndsTheRow) {
    KeyProcess key({"--pin", pin});
    FidoHost host(key.path());
    for (const char *each : {wrong, wrong})
        CHECK_EQUAL(tryPin(host, each), FIDO_ERR_PIN_INVALID);
    CHECK_EQUAL(tryPin(host, pin), FIDO_ERR_NO_CREDENTIALS);
    for (const char *each : {wrong, wrong})
        CHECK_EQUAL(tryPin(host, each), FIDO_ERR_PIN_INVALID);
}

TEST(blocksForGoodAfterEightWrongPins) {
    KeyProcess key({"--pin", pin});
    for (int tries = 1; tries <= 8; ++tries) {
        FidoHost host(key.path());
        const bool third = tries % 3 == 0;
        const int expected = tries == 8 ? FIDO_ERR_PIN_BLOCKED
                             : third    ? FIDO_ERR_PIN_AUTH_BLOCKED
                                        : FIDO_ERR_PIN_INVALID;
        CHECK_EQUAL(tryPin(host, wrong), expected);
        if (third)
            key.command("plug");
    }
    key.restart();
    FidoHost host(key.path());
    CHECK_EQUAL(pinRetries(host), 0);
    CHECK_EQUAL(tryPin(host, pin), FIDO_ERR_PIN_BLOCKED);
    CHECK_EQUAL(fido_dev_reset(host.device()), FIDO_OK);
    CHECK_EQUAL(pinRetries(host), 8);
    CHECK_EQUAL(setPin(host, pin), FIDO_OK);
}

} // namespace
} // namespace vouch::virtualkey::test
