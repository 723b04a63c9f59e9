// SPDX-License-Identifier: Apache-2.0
#include "wire/standard_streams.h"

#include "wire/native_windows.h"

namespace vouch::wire {
namespace {

bool isConsole(HANDLE file) {
    DWORD mode = 0;
    return ::GetConsoleMode(file, &mode) != FALSE;
}

/// Git for Windows' own terminal is a pipe to the programs in it, with such a name:
/// \msys-1888ae32e00d56aa-pty0-to-master.
bool isMsysTerminal(HANDLE file) {
    struct {
        FILE_NAME_INFO info;
        wchar_t rest[MAX_PATH];
    } name;
    if (::GetFileType(file) != FILE_TYPE_PIPE ||
        !::GetFileInformationByHandleEx(file, FileNameInfo, &name, sizeof name))
        return false;
    const std::wstring_view text(name.info.FileName, name.info.FileNameLength / sizeof(wchar_t));
    return (text.starts_with(L"\\msys-") || text.starts_with(L"\\cygwin-")) &&
           text.find(L"-pty") != text.npos;
}

bool writeAll(HANDLE file, std::string_view text) {
    while (!text.empty()) {
        DWORD written = 0;
        if (!::WriteFile(file, text.data(), static_cast<DWORD>(text.size()), &written, nullptr))
            return false;
        text.remove_prefix(written);
    }
    return true;
}

} // namespace

std::size_t readInput(char *to, std::size_t size) {
    DWORD got = 0;
    const HANDLE input = ::GetStdHandle(STD_INPUT_HANDLE);
    return ::ReadFile(input, to, static_cast<DWORD>(size), &got, nullptr) ? got : 0;
}

bool writeOutput(std::string_view text) {
    return writeAll(::GetStdHandle(STD_OUTPUT_HANDLE), text);
}

bool writeErrors(std::string_view text) {
    const HANDLE errors = ::GetStdHandle(STD_ERROR_HANDLE);
    if (!isConsole(errors))
        return writeAll(errors, text);
    // A console takes bytes for its own code page, which is rarely UTF-8.
    const std::wstring shown = wide(text);
    DWORD written = 0;
    return ::WriteConsoleW(errors, shown.data(), static_cast<DWORD>(shown.size()), &written,
                           nullptr) != FALSE;
}

bool showsErrors() {
    const HANDLE errors = ::GetStdHandle(STD_ERROR_HANDLE);
    return isConsole(errors) || isMsysTerminal(errors);
}

} // namespace vouch::wire
