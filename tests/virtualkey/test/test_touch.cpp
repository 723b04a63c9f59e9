// SPDX-License-Identifier: Apache-2.0

// Touch, cancel, unplugging and time-outs, as an application meets them.

#include "check.h"
#include "fido_host.h"
#include "key_process.h"
#include "raw_host.h"

#include <chrono>
#include <csignal>
#include <thread>

namespace vouch::virtualkey::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

TEST(showsThatItWaitsForATouch) {
    KeyProcess key;
    FidoHost host(key.path());
    const auto start = SteadyClock::now();
    Registering().make(host, nullptr);
    const auto took = SteadyClock::now() - start;
    CHECK(took >= 150ms);
    CHECK(took < 1s);
    CHECK(host.traffic().keepalivesUpNeeded >= 1);
    CHECK_EQUAL(host.traffic().keepalivesProcessing.load(), 1);
}

TEST(repeatsItsKeepaliveEveryTenthOfASecond) {
    KeyProcess key({"--touch", "manual"});
    RawHost host(key.path());
    const std::uint32_t cid = host.openChannel();
    const auto start = SteadyClock::now();
    host.send(cid, hid::cbor, Bytes{0x0b});
    for (int i = 0; i < 5; ++i) {
        const Message message = host.receive();
        CHECK_EQUAL(message.command, hid::keepalive);
        CHECK(message.data == Bytes{2});
        if (i == 0)
            CHECK(SteadyClock::now() - start < 90ms); // the first comes at once
    }
    const auto took = SteadyClock::now() - start;
    CHECK(took > 350ms && took < 900ms);
}

TEST(touchCommandSatisfiesTheRequestThatWaits) {
    KeyProcess key({"--touch", "manual"});
    FidoHost host(key.path());
    FidoCredential credential;
    int result = -1;
    std::jthread registering([&] { result = Registering().run(host, nullptr, credential); });
    key.waitForTouchNeeded();
    CHECK(key.command("status").find("waiting-touch yes") != std::string::npos);
    CHECK_EQUAL(key.command("touch"), std::string("ok"));
    registering.join();
    CHECK_EQUAL(result, FIDO_OK);
}

TEST(touchCommandServesARequestSoonAfterIt) {
    KeyProcess key({"--touch", "manual"});
    FidoHost host(key.path());
    key.command("touch");
    Registering().make(host, nullptr);
}

TEST(cancelEndsTheWait) {
    KeyProcess key({"--touch", "manual"});
    FidoHost host(key.path());
    FidoCredential credential;
    int result = -1;
    std::jthread registering([&] { result = Registering().run(host, nullptr, credential); });
    key.waitForTouchNeeded();
    CHECK_EQUAL(fido_dev_cancel(host.device()), FIDO_OK);
    registering.join();
    CHECK_EQUAL(result, FIDO_ERR_KEEPALIVE_CANCEL);
    key.command("touch"); // the key is as before
    Registering().make(host, nullptr);
}

TEST(unpluggingEndsTheWaitOfTheHost) {
    KeyProcess key({"--touch", "manual"});
    {
        FidoHost host(key.path());
        FidoCredential credential;
        int result = 0;
        const auto start = SteadyClock::now();
        std::jthread registering([&] { result = Registering().run(host, nullptr, credential); });
        key.waitForTouchNeeded();
        CHECK_EQUAL(key.command("unplug"), std::string("ok"));
        registering.join();
        CHECK_EQUAL(result, FIDO_ERR_RX);
        CHECK(SteadyClock::now() - start < 2s);
        CHECK_EQUAL(Registering().run(host, nullptr, credential), FIDO_ERR_RX);
    }
    CHECK(key.command("status").starts_with("status unplugged waiting-touch no"));
    key.command("plug");
    FidoHost host(key.path());
    key.command("touch");
    Registering().make(host, nullptr);
}

TEST(endingTheProgramEndsTheWaitOfTheHost) {
    KeyProcess key({"--touch", "manual"});
    FidoHost host(key.path());
    FidoCredential credential;
    int result = 0;
    std::jthread registering([&] { result = Registering().run(host, nullptr, credential); });
    key.waitForTouchNeeded();
    key.program().sendSignal(SIGTERM);
    registering.join();
    CHECK_EQUAL(result, FIDO_ERR_RX);
    CHECK_EQUAL(key.program().waitForEnd(), 0);
    // Nobody has the port now: FIDO_ERR_TX or FIDO_ERR_RX, as the kernel tells sooner or later.
    CHECK(Registering().run(host, nullptr, credential) < 0);
}

TEST(runsOutOfTimeWithoutATouch) {
    KeyProcess key({"--touch", "never", "--touch-seconds", "1"});
    FidoHost host(key.path());
    key.command("touch"); // nobody touches it, whatever the script says
    FidoCredential credential;
    const auto start = SteadyClock::now();
    CHECK_EQUAL(Registering().run(host, nullptr, credential), FIDO_ERR_USER_ACTION_TIMEOUT);
    const auto took = SteadyClock::now() - start;
    CHECK(took >= 1s && took < 2s);
    CHECK_EQUAL(key.statusNumber("credentials"), 0);
}

TEST(touchModeChangesWhileItWaits) {
    KeyProcess key({"--touch", "never"});
    FidoHost host(key.path());
    FidoCredential credential;
    int result = -1;
    std::jthread registering([&] { result = Registering().run(host, nullptr, credential); });
    while (key.command("status").find("waiting-touch yes") == std::string::npos)
        std::this_thread::sleep_for(5ms);
    CHECK_EQUAL(key.command("touch-mode manual"), std::string("ok"));
    key.waitForTouchNeeded();
    CHECK_EQUAL(key.command("touch-mode auto"), std::string("ok"));
    registering.join();
    CHECK_EQUAL(result, FIDO_OK);
}

TEST(letsThePersonChooseAmongKeys) {
    KeyProcess key({"--touch", "manual", "--pin", "1234"});
    FidoHost host(key.path());
    CHECK_EQUAL(fido_dev_get_touch_begin(host.device()), FIDO_OK);
    key.waitForTouchNeeded();
    int touched = 1;
    CHECK_EQUAL(fido_dev_get_touch_status(host.device(), &touched, 50), FIDO_OK);
    CHECK_EQUAL(touched, 0);
    key.command("touch");
    for (int tries = 0; touched == 0 && tries < 20; ++tries)
        CHECK_EQUAL(fido_dev_get_touch_status(host.device(), &touched, 200), FIDO_OK);
    CHECK_EQUAL(touched, 1);
}

TEST(selectionIsATouchAndNothingElse) {
    KeyProcess key;
    RawHost host(key.path());
    CHECK(host.cbor(host.openChannel(), Bytes{0x0b}) == Bytes{0});
}

} // namespace
} // namespace vouch::virtualkey::test
