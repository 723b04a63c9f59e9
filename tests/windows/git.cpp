// SPDX-License-Identifier: Apache-2.0
// Stands in for git.exe under wine: hands the call to this machine's git by git.sh beside it. wine
// starts programs of this machine, but can neither wait for them nor lend them its pipes, so all
// that is read and written lies in files meanwhile.
#include <array>
#include <cstdlib>
#include <string>
#include <windows.h>

namespace {

constexpr DWORD poll = 2; // milliseconds

HANDLE openFile(const std::wstring &path, DWORD access, DWORD how) {
    return ::CreateFileW(path.c_str(), access,
                         FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, how,
                         FILE_ATTRIBUTE_NORMAL, nullptr);
}

void copy(HANDLE from, HANDLE to) {
    std::array<char, 4096> chunk;
    DWORD got = 0, written = 0;
    while (::ReadFile(from, chunk.data(), chunk.size(), &got, nullptr) && got > 0)
        ::WriteFile(to, chunk.data(), got, &written, nullptr);
}

void moveTo(DWORD stream, const std::wstring &path) {
    const HANDLE file = openFile(path, GENERIC_READ, OPEN_EXISTING);
    copy(file, ::GetStdHandle(stream));
    ::CloseHandle(file);
    ::DeleteFileW(path.c_str());
}

std::wstring variable(const wchar_t *name) {
    std::array<wchar_t, 4096> value{};
    ::GetEnvironmentVariableW(name, value.data(), value.size());
    return value.data();
}

/// The script of the same name beside this program.
std::wstring script() {
    std::array<wchar_t, MAX_PATH> file{};
    ::GetModuleFileNameW(nullptr, file.data(), MAX_PATH);
    std::wstring path = std::wstring(file.data()).substr(2); // Z: is this machine's root
    path.replace(path.size() - 3, 3, L"sh");
    for (wchar_t &c : path)
        c = c == L'\\' ? L'/' : c;
    return path;
}

/// What follows the program's own name on the command line.
std::wstring arguments() {
    const wchar_t *line = ::GetCommandLineW();
    for (bool isQuoted = false; *line != L'\0' && (isQuoted || *line != L' '); ++line)
        isQuoted ^= *line == L'"';
    return line;
}

} // namespace

int main() {
    const std::wstring folder = variable(L"TEMP") + L"\\git-" +
                                std::to_wstring(::GetCurrentProcessId()) + L'-' +
                                std::to_wstring(::GetTickCount64());
    ::CreateDirectoryW(folder.c_str(), nullptr);
    const HANDLE input = openFile(folder + L"\\in", GENERIC_WRITE, CREATE_ALWAYS);
    copy(::GetStdHandle(STD_INPUT_HANDLE), input);
    ::CloseHandle(input);

    std::wstring line = L"sh \"" + script() + L"\" \"" + folder + L"\"" + arguments();
    STARTUPINFOW startup{};
    startup.cb = sizeof startup;
    PROCESS_INFORMATION nothing{};
    if (!::CreateProcessW(L"Z:\\bin\\bash", line.data(), nullptr, nullptr, FALSE, 0, nullptr,
                          nullptr, &startup, &nothing))
        return 125;
    HANDLE ended = INVALID_HANDLE_VALUE;
    while (ended == INVALID_HANDLE_VALUE) {
        ::Sleep(poll);
        ended = openFile(folder + L"\\code", GENERIC_READ, OPEN_EXISTING);
    }
    std::array<char, 8> code{};
    DWORD got = 0;
    ::ReadFile(ended, code.data(), code.size() - 1, &got, nullptr);
    ::CloseHandle(ended);
    moveTo(STD_OUTPUT_HANDLE, folder + L"\\out");
    moveTo(STD_ERROR_HANDLE, folder + L"\\errors");
    for (const wchar_t *name : {L"\\in", L"\\code"})
        ::DeleteFileW((folder + name).c_str());
    ::RemoveDirectoryW(folder.c_str());
    return std::atoi(code.data());
}
