// SPDX-License-Identifier: Apache-2.0
#include "key_process.h"

#include "check.h"

#include <algorithm>
#include <csignal>

namespace vouch::virtualkey::test {
namespace {

const std::string touchNeeded = "touch-needed";

} // namespace

KeyProcess::KeyProcess(std::vector<std::string> options) {
    start(std::move(options));
}

void KeyProcess::start(std::vector<std::string> options) {
    if (std::ranges::find(options, "--touch") == options.end())
        options.insert(options.end(), {"--touch", "auto"});
    std::vector<std::string> commandLine{VIRTUALKEY_PROGRAM, "--listen", "127.0.0.1:0", "--state",
                                         stateFile().string()};
    commandLine.insert(commandLine.end(), options.begin(), options.end());
    program_ = std::make_unique<Program>(commandLine);
    const std::string prefix = "listening 127.0.0.1:";
    const std::string ready = program_->readLine();
    CHECK_EQUAL(ready.substr(0, prefix.size()), prefix);
    port_ = static_cast<std::uint16_t>(std::stoi(ready.substr(prefix.size())));
}

std::string KeyProcess::command(const std::string &line) {
    program_->writeLine(line);
    for (;;) {
        std::string answer = program_->readLine();
        if (answer != touchNeeded)
            return answer;
        ++touchesAskedFor_;
    }
}

void KeyProcess::waitForTouchNeeded() {
    if (touchesAskedFor_ == 0)
        CHECK_EQUAL(program_->readLine(), touchNeeded);
    else
        --touchesAskedFor_;
}

int KeyProcess::statusNumber(const std::string &word) {
    const std::string status = command("status");
    const auto position = status.find(word + ' ');
    if (position == std::string::npos)
        throw Failure("no " + word + " in: " + status);
    return std::stoi(status.substr(position + word.size() + 1));
}

void KeyProcess::restart(std::vector<std::string> options) {
    program_->sendSignal(SIGTERM);
    CHECK_EQUAL(program_->waitForEnd(), 0);
    start(std::move(options));
}

} // namespace vouch::virtualkey::test
