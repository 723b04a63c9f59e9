// SPDX-License-Identifier: Apache-2.0
// Starts a program as Windows starts it for somebody who isn't an administrator, with this one's
// standard streams, and ends with its exit code: unelevated.exe PROGRAM ARGUMENT...
#include <cwchar>
#include <string>
#include <windows.h>

int wmain() {
    // The command line as it is, without this program's name.
    const wchar_t *rest = ::GetCommandLineW();
    rest = *rest == L'"' ? std::wcschr(rest + 1, L'"') : std::wcschr(rest, L' ');
    std::wstring command(rest == nullptr ? L"" : rest + 1 + std::wcsspn(rest + 1, L" "));
    HANDLE own = nullptr;
    TOKEN_LINKED_TOKEN linked{};
    DWORD size = 0;
    STARTUPINFOW startup{};
    startup.cb = sizeof startup;
    startup.dwFlags = STARTF_USESTDHANDLES;
    startup.hStdInput = ::GetStdHandle(STD_INPUT_HANDLE);
    startup.hStdOutput = ::GetStdHandle(STD_OUTPUT_HANDLE);
    startup.hStdError = ::GetStdHandle(STD_ERROR_HANDLE);
    PROCESS_INFORMATION process{};
    DWORD code = 1;
    if (!::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &own) ||
        !::GetTokenInformation(own, TokenLinkedToken, &linked, sizeof linked, &size) ||
        !::CreateProcessAsUserW(linked.LinkedToken, nullptr, command.data(), nullptr, nullptr, TRUE,
                                0, nullptr, nullptr, &startup, &process))
        return int(::GetLastError());
    ::WaitForSingleObject(process.hProcess, INFINITE);
    ::GetExitCodeProcess(process.hProcess, &code);
    return int(code);
}
