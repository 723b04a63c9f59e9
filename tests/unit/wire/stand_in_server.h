// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/runtime_paths.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

/// A server that behaves as a test wants, with the system's own calls, on a thread.
namespace vouch::wire {

/// Paths in a folder of the test's own, apart from those of an application that runs meanwhile.
RuntimePaths testPaths(const std::string &folder);

class StandInServer {
public:
    /// One client's connection: a file descriptor, or a Windows HANDLE.
    class Client {
    public:
        explicit Client(std::intptr_t end) : end_(end) {}
        void say(std::string_view text);
        /// What the client sends next; empty if it has disconnected.
        std::string hear();

    private:
        std::intptr_t end_;
    };

    /// Listens at the endpoint and passes one connection to `serve`.
    StandInServer(const RuntimePaths &paths, std::function<void(Client)> serve);
    ~StandInServer();

private:
    std::intptr_t listener_;
    std::thread thread_;
};

} // namespace vouch::wire
