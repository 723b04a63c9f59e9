// SPDX-License-Identifier: Apache-2.0
#include "wire/stand_in_server.h"

#include <algorithm>
#include <cstdlib>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace vouch::wire {

RuntimePaths testPaths(const std::string &folder) {
    ::setenv("XDG_RUNTIME_DIR", folder.c_str(), 1);
    return runtimePaths();
}

void StandInServer::Client::say(std::string_view text) {
    [[maybe_unused]] const auto sent =
        ::send(static_cast<int>(end_), text.data(), text.size(), MSG_NOSIGNAL);
}

std::string StandInServer::Client::hear() {
    char chunk[4096];
    const auto got = ::recv(static_cast<int>(end_), chunk, sizeof chunk, 0);
    return got > 0 ? std::string(chunk, std::size_t(got)) : std::string();
}

StandInServer::StandInServer(const RuntimePaths &paths, std::function<void(Client)> serve)
    : listener_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const int listener = static_cast<int>(listener_);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(paths.endpoint.begin(), paths.endpoint.end(), address.sun_path);
    ::bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address);
    ::listen(listener, 1);
    thread_ = std::thread([listener, serve = std::move(serve)] {
        const int client = ::accept(listener, nullptr, nullptr);
        serve(Client(client));
        ::close(client);
    });
}

StandInServer::~StandInServer() {
    thread_.join();
    ::close(static_cast<int>(listener_));
}

} // namespace vouch::wire
