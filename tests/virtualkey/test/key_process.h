// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program.h"

#include <cstdint>
#include <memory>

namespace vouch::virtualkey::test {

/// The real `virtualkey`, running.
class KeyProcess {
public:
    /// With a new state file of its own. `options` come after --listen and --state; without
    /// --touch among them it is automatic.
    explicit KeyProcess(std::vector<std::string> options = {});

    /// The path for udpLinkOpen().
    std::string path() const { return "udp:127.0.0.1:" + std::to_string(port_); }
    std::uint16_t port() const { return port_; }
    std::filesystem::path stateFile() const { return folder_.path() / "key.state"; }

    /// Gives a command and reads its answer.
    std::string command(const std::string &line);

    /// Waits for the line that a key in manual mode says when it wants a finger.
    void waitForTouchNeeded();

    /// The number behind a word of the `status` answer.
    int statusNumber(const std::string &word);

    /// Ends it with SIGTERM and starts it again on the same state file, at another port.
    void restart(std::vector<std::string> options = {});

    Program &program() { return *program_; }

private:
    void start(std::vector<std::string> options);

    TemporaryFolder folder_;
    std::unique_ptr<Program> program_;
    std::uint16_t port_ = 0;
    int touchesAskedFor_ = 0;
};

} // namespace vouch::virtualkey::test
