// SPDX-License-Identifier: Apache-2.0
#include "git/git_output.h"

#include "wire/child_windows.h"

namespace vouch::git {
namespace {

constexpr std::size_t maxOutput = 4096;

} // namespace

std::string gitOutput(std::initializer_list<const char *> arguments) {
    wire::Handle reading, writing;
    if (!::CreatePipe(reading.receive(), writing.receive(), nullptr, 0))
        return {};
    const wire::Handle nothing(::CreateFileW(L"NUL", GENERIC_READ | GENERIC_WRITE,
                                             FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                                             OPEN_EXISTING, 0, nullptr));
    std::vector<std::string> command{"git"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    const auto git =
        wire::startChild(wire::findProgram("git"), command,
                         {nothing.get(), writing.get(), nothing.get()}, CREATE_NO_WINDOW);
    writing = wire::Handle(); // now reading ends when git does
    std::string output;
    char chunk[512];
    DWORD got = 0;
    while (git.process && output.size() < maxOutput &&
           ::ReadFile(reading.get(), chunk, sizeof chunk, &got, nullptr) && got > 0)
        output.append(chunk, got);
    reading = wire::Handle();
    DWORD code = 1;
    if (git.process) {
        ::WaitForSingleObject(git.process.get(), INFINITE);
        ::GetExitCodeProcess(git.process.get(), &code);
    }
    return code == 0 ? output.substr(0, output.find_first_of("\r\n")) : std::string{};
}

} // namespace vouch::git
