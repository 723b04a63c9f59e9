// SPDX-License-Identifier: Apache-2.0
#include "wire/stand_in_server.h"

#include "wire/owner_windows.h"

namespace vouch::wire {
namespace {

HANDLE handleOf(std::intptr_t end) {
    return reinterpret_cast<HANDLE>(end);
}

} // namespace

RuntimePaths testPaths(const std::string &folder) {
    ::SetEnvironmentVariableW(L"LOCALAPPDATA", wide(folder).c_str());
    RuntimePaths paths = runtimePaths();
    const std::string pid = std::to_string(::GetCurrentProcessId());
    paths.endpoint += "-test-" + pid;
    paths.startLock += "-test-" + pid;
    return paths;
}

void StandInServer::Client::say(std::string_view text) {
    DWORD sent = 0;
    ::WriteFile(handleOf(end_), text.data(), static_cast<DWORD>(text.size()), &sent, nullptr);
}

std::string StandInServer::Client::hear() {
    char chunk[4096];
    DWORD got = 0;
    ::ReadFile(handleOf(end_), chunk, sizeof chunk, &got, nullptr);
    return {chunk, got};
}

StandInServer::StandInServer(const RuntimePaths &paths, std::function<void(Client)> serve) {
    OursAlone ours;
    const HANDLE pipe = ::CreateNamedPipeW(
        wide(paths.endpoint).c_str(), PIPE_ACCESS_DUPLEX | FILE_FLAG_FIRST_PIPE_INSTANCE,
        PIPE_TYPE_BYTE | PIPE_REJECT_REMOTE_CLIENTS, 1, 4096, 4096, 0, ours.attributes());
    listener_ = reinterpret_cast<std::intptr_t>(pipe);
    thread_ = std::thread([pipe, serve = std::move(serve)] {
        ::ConnectNamedPipe(pipe, nullptr); // it fails if the client is there already
        serve(Client(reinterpret_cast<std::intptr_t>(pipe)));
        ::CloseHandle(pipe);
    });
}

StandInServer::~StandInServer() {
    thread_.join();
}

} // namespace vouch::wire
