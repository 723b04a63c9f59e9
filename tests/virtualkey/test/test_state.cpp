// SPDX-License-Identifier: Apache-2.0

// What survives, what does not, and the file it survives in.

#include "check.h"
#include "fido_host.h"
#include "key_process.h"
#include "virtualkey/atomic_file.h"

#include <sys/stat.h>

namespace vouch::virtualkey::test {
namespace {

constexpr char pin[] = "123456";

TEST(credentialsAndPinSurviveARestart) {
    KeyProcess key({"--pin", pin});
    FidoCredential credential;
    std::uint32_t count = 0;
    {
        FidoHost host(key.path());
        credential = Registering{.extensions = FIDO_EXT_HMAC_SECRET}.make(host, pin);
        count = fido_assert_sigcount(Asserting().make(host, pin).get(), 0);
        CHECK_EQUAL(tryPin(host, "000000"), FIDO_ERR_PIN_INVALID);
    }
    key.restart();
    FidoHost host(key.path());
    CHECK_EQUAL(pinRetries(host), 7);
    const FidoAssertion assertion = Asserting().make(host, pin);
    CHECK_EQUAL(verify(assertion.get(), 0, credential.get()), FIDO_OK);
    CHECK_EQUAL(fido_assert_sigcount(assertion.get(), 0), count + 1);
    CHECK_EQUAL(key.statusNumber("assertions"), 1); // since the start
}

TEST(rowOfWrongPinsEndsWithARestart) {
    KeyProcess key({"--pin", pin});
    {
        FidoHost host(key.path());
        for (int i = 0; i < 3; ++i)
            tryPin(host, "000000");
        CHECK_EQUAL(tryPin(host, pin), FIDO_ERR_PIN_AUTH_BLOCKED);
    }
    key.restart();
    FidoHost host(key.path());
    CHECK_EQUAL(pinRetries(host), 5);
    CHECK_EQUAL(tryPin(host, pin), FIDO_ERR_NO_CREDENTIALS);
}

TEST(pinOptionLeavesAPinThatIsSet) {
    KeyProcess key({"--pin", pin});
    key.restart({"--pin", "another"});
    FidoHost host(key.path());
    CHECK_EQUAL(tryPin(host, pin), FIDO_ERR_NO_CREDENTIALS);
}

TEST(stateFileIsPrivate) {
    KeyProcess key({"--pin", pin});
    struct stat status {};
    CHECK_EQUAL(::stat(key.stateFile().c_str(), &status), 0);
    CHECK_EQUAL(status.st_mode & 0777, 0600u);
}

TEST(stateFileThatIsNoneIsLeftAlone) {
    TemporaryFolder folder;
    const auto file = folder.path() / "key.state";
    for (const std::string content : {"not a state file", "\xa1\x01\x02", ""}) {
        replaceFile(file, viewOf(content));
        Program key({VIRTUALKEY_PROGRAM, "--listen", "127.0.0.1:0", "--state", file, "--touch",
                     "auto", "--pin", pin});
        CHECK_EQUAL(key.waitForEnd(), 1);
        CHECK(sameBytes(*readFile(file), viewOf(content)));
    }
}

TEST(resetForgetsEverything) {
    KeyProcess key({"--pin", pin});
    FidoHost host(key.path());
    Registering().make(host, pin);
    CHECK_EQUAL(fido_dev_reset(host.device()), FIDO_OK);
    CHECK_EQUAL(key.statusNumber("credentials"), 0);
    FidoAssertion assertion;
    CHECK_EQUAL(Asserting().run(host, nullptr, assertion), FIDO_ERR_NO_CREDENTIALS);
    CHECK_EQUAL(tryPin(host, pin), FIDO_ERR_PIN_NOT_SET);
    key.restart();
    CHECK_EQUAL(key.statusNumber("credentials"), 0);
}

TEST(resetNeedsATouch) {
    KeyProcess key({"--touch", "never", "--touch-seconds", "1", "--pin", pin});
    FidoHost host(key.path());
    CHECK_EQUAL(fido_dev_reset(host.device()), FIDO_ERR_USER_ACTION_TIMEOUT);
    CHECK_EQUAL(tryPin(host, pin), FIDO_ERR_NO_CREDENTIALS);
}

} // namespace
} // namespace vouch::virtualkey::test
