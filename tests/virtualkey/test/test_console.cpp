// SPDX-License-Identifier: Apache-2.0

// The program around the key: its commands, its options, its end.

#include "check.h"
#include "fido_host.h"
#include "key_process.h"

#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

namespace vouch::virtualkey::test {
namespace {

TEST(statusIsOneLine) {
    KeyProcess key;
    CHECK_EQUAL(key.command("status"),
                std::string("status plugged waiting-touch no pin-retries 8 credentials 0 "
                            "assertions 0"));
    key.command("unplug");
    CHECK(key.command("status").starts_with("status unplugged "));
}

TEST(answersEveryLine) {
    KeyProcess key;
    for (const char *line : {"touch", "unplug", "plug", "touch-mode never", "force-pin-change",
                             "forget-pin", "room 3", "fail 37"})
        CHECK_EQUAL(key.command(line), std::string("ok"));
    for (const char *line : {"", "dance", "touch twice", "touch-mode", "touch-mode often", "room",
                             "room full", "fail", "fail 00", "fail soon"})
        CHECK(key.command(line).starts_with("error "));
    CHECK(key.command(std::string(10000, 'x')).starts_with("error "));
}

TEST(endOfInputIsNoEnd) {
    KeyProcess key;
    key.program().closeInput();
    FidoHost host(key.path());
    Registering().make(host, nullptr);
    key.program().sendSignal(SIGTERM);
    CHECK_EQUAL(key.program().waitForEnd(), 0);
}

TEST(endOfInputIsTheEndWhenAskedFor) {
    KeyProcess key({"--exit-with-stdin"});
    key.program().closeInput();
    CHECK_EQUAL(key.program().waitForEnd(), 0);
}

/// How often the process has given up the processor to wait.
long voluntarySwitches(pid_t pid) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string word; status >> word;)
        if (word == "voluntary_ctxt_switches:") {
            long count = 0;
            status >> count;
            return count;
        }
    throw Failure("the process has no status");
}

TEST(idleKeyDoesNotWakeUp) {
    KeyProcess key;
    {
        FidoHost host(key.path());
        Registering().make(host, nullptr);
    }
    key.command("status");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const long before = voluntarySwitches(key.program().pid());
    std::this_thread::sleep_for(std::chrono::seconds(1));
    CHECK_EQUAL(voluntarySwitches(key.program().pid()), before);
}

TEST(optionsAreChecked) {
    TemporaryFolder folder;
    const std::string file = folder.path() / "key.state";
    const std::vector<std::vector<std::string>> wrong{
        {},
        {"--listen", "127.0.0.1:0", "--state", file},
        {"--listen", "0.0.0.0:0", "--state", file, "--touch", "auto"},
        {"--listen", "127.0.0.1:70000", "--state", file, "--touch", "auto"},
        {"--listen", "127.0.0.1:0", "--state", file, "--touch", "sometimes"},
        {"--listen", "127.0.0.1:0", "--state", file, "--touch", "auto", "--aaguid", "00"},
        {"--listen", "127.0.0.1:0", "--state", file, "--touch", "auto", "--pin-protocol", "3"},
        {"--listen", "127.0.0.1:0", "--state", file, "--touch", "auto", "--attestation-key", "x"},
        {"--listen", "127.0.0.1:0", "--state", file, "--touch", "auto", "--pin"},
        {"--dance"}};
    for (std::vector<std::string> arguments : wrong) {
        arguments.insert(arguments.begin(), VIRTUALKEY_PROGRAM);
        CHECK_EQUAL(Program(arguments).waitForEnd(), 2);
    }
    CHECK_EQUAL(Program({VIRTUALKEY_PROGRAM, "--listen", "127.0.0.1:0", "--state", file, "--touch",
                         "auto", "--pin", "123"})
                    .waitForEnd(),
                1);
    CHECK(!std::filesystem::exists(file));
}

} // namespace
} // namespace vouch::virtualkey::test
