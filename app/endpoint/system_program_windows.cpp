// SPDX-License-Identifier: Apache-2.0
#include "endpoint/system_program.h"

#include "wire/native_windows.h"
#include "wire/text.h"

#include <algorithm>
#include <array>

namespace vouch::endpoint {

namespace {

/// A folder that only administrators write to, from the registry: a variable could name another.
std::string programsFolder(const wchar_t *value) {
    std::array<wchar_t, MAX_PATH> path{};
    DWORD size = sizeof path;
    const LSTATUS status =
        ::RegGetValueW(HKEY_LOCAL_MACHINE, L"SOFTWARE\\Microsoft\\Windows\\CurrentVersion", value,
                       RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY, nullptr, path.data(), &size);
    return status == ERROR_SUCCESS ? wire::narrow(path.data()) : std::string();
}

std::string windowsFolder() {
    std::array<wchar_t, MAX_PATH> path{};
    ::GetSystemWindowsDirectoryW(path.data(), MAX_PATH);
    return wire::narrow(path.data());
}

} // namespace

bool isSystemProgram(std::string_view path) {
    static const std::array<std::string, 3> folders{windowsFolder() + "\\System32",
                                                    programsFolder(L"ProgramFilesDir"),
                                                    programsFolder(L"ProgramFilesDir (x86)")};
    const std::string lower = wire::lowerCase(path);
    return std::ranges::any_of(folders, [&lower](const std::string &folder) {
        return !folder.empty() && lower.starts_with(wire::lowerCase(folder) + '\\');
    });
}

bool isSystemShell(std::string_view name) {
    const std::string lower = wire::lowerCase(name);
    return lower == "cmd" || lower == "powershell" || lower == "pwsh";
}

bool isInteractiveSystemShell(const wire::Process &shell) {
    const bool isCmd = wire::lowerCase(wire::programName(shell.executable)) == "cmd";
    for (std::size_t i = 1; i < shell.arguments.size(); ++i) {
        const std::string option = wire::lowerCase(shell.arguments[i]);
        const auto begins = [&option](std::string_view text) { return option.starts_with(text); };
        if (begins("/k") || begins("-noe")) // -NoExit: both go on after their command
            return true;
        if (isCmd
                ? begins("/c") || begins("/r")
                : !begins("-") || begins("-c") || begins("-f") || begins("-enc") || option == "-e")
            return false;
        if (begins("-ex") || option == "-ep" || begins("-w"))
            ++i; // -ExecutionPolicy, -WindowStyle, -WorkingDirectory: their values
    }
    return true;
}

} // namespace vouch::endpoint
