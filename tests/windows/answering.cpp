// SPDX-License-Identifier: Apache-2.0
// Answers clients of the application in its place, one after the other, until it is ended. Prints a
// line when it listens.
#include "wire/owner_windows.h"
#include "wire/runtime_paths.h"

#include <cstdio>
#include <string_view>

using namespace vouch::wire;

int main() {
    constexpr std::string_view answer = "status=ok\nusername=AKIDEXAMPLE\npassword=secret\n\n";
    constexpr DWORD instances = 2, buffer = 4096;
    const std::wstring name = wide(runtimePaths().endpoint);
    OursAlone ours;
    const auto listen = [&] {
        return Handle(::CreateNamedPipeW(name.c_str(), PIPE_ACCESS_DUPLEX, PIPE_TYPE_BYTE,
                                         instances, buffer, buffer, 0, ours.attributes()));
    };
    Handle pipe = listen();
    std::puts("listening");
    std::fflush(stdout);
    while (true) {
        ::ConnectNamedPipe(pipe.get(), nullptr); // it fails if the client is there already
        Handle next = listen();                  // there is always one
        char heard[buffer];
        DWORD size = 0;
        ::ReadFile(pipe.get(), heard, sizeof heard, &size, nullptr);
        ::WriteFile(pipe.get(), answer.data(), static_cast<DWORD>(answer.size()), &size, nullptr);
        ::FlushFileBuffers(pipe.get());
        pipe = std::move(next);
    }
}
