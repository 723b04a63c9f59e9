// SPDX-License-Identifier: Apache-2.0
// Tells Windows where the programs are: on the user's PATH, and among what starts at login. For the
// installer, which can't handle long texts itself.
//   vouch-register add FOLDER       puts the folder on the PATH
//   vouch-register move FROM TO     the same, in the place of another; what starts at login, too
//   vouch-register remove FOLDER    takes it off the PATH; nothing in it starts at login any more
//   vouch-register start FOLDER [--background]
#include "path_list.h"
#include "user_registry.h"

#include "wire/native_windows.h"

#include <array>
#include <cstdio>
#include <stdexcept>

namespace {

using namespace vouch;

constexpr auto environment = L"Environment";
constexpr auto loginKey = L"Software\\Microsoft\\Windows\\CurrentVersion\\Run";
/// Where Windows' settings note which of them the user turned off.
constexpr auto approvedKey =
    L"Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run";

/// Has the programs that are running, such as Explorer, read the variables again.
void announce() {
    constexpr UINT patience = 1000; ///< ms for each window
    ::SendMessageTimeoutW(HWND_BROADCAST, WM_SETTINGCHANGE, 0,
                          reinterpret_cast<LPARAM>(environment), SMTO_ABORTIFHUNG, patience,
                          nullptr);
}

template <typename Change>
void changePath(const Change &change) {
    if (registry::change(environment, L"Path", change))
        announce();
}

/// How command lines begin that start a program in the folder.
std::wstring commandIn(const std::wstring &folder) {
    return L'"' + folder + L'\\';
}

/// Gives those lines another folder; takes them away for an empty one.
void changeLogin(const std::wstring &from, const std::wstring &to) {
    const std::wstring begin = commandIn(from);
    for (const std::wstring &name : registry::names(loginKey)) {
        bool isOurs = false;
        registry::change(loginKey, name, [&](std::wstring line) {
            isOurs = pathlist::isSame(line.substr(0, begin.size()), begin);
            if (!isOurs)
                return line;
            return to.empty() ? std::wstring() : commandIn(to) + line.substr(begin.size());
        });
        if (isOurs && to.empty())
            registry::remove(approvedKey, name);
    }
}

/// Starts the application with the PATH that new programs have from now on: by it, it finds out how
/// git can call its helper.
void start(const std::wstring &folder, const std::wstring &argument) {
    const std::wstring path = pathlist::withFolder(wire::variable(L"PATH"), folder);
    ::SetEnvironmentVariableW(L"PATH", path.c_str());
    std::array<wchar_t, MAX_PATH> directory{}; // one that is never removed
    ::GetSystemDirectoryW(directory.data(), static_cast<UINT>(directory.size()));
    const std::wstring program = folder + L"\\vouch-tray.exe";
    std::wstring line = L'"' + program + L"\" " + argument;
    STARTUPINFOW startup{};
    startup.cb = sizeof startup;
    PROCESS_INFORMATION started{};
    if (!::CreateProcessW(program.c_str(), line.data(), nullptr, nullptr, FALSE, 0, nullptr,
                          directory.data(), &startup, &started))
        throw std::runtime_error(wire::narrow(program) + ": " + wire::errorText(::GetLastError()) +
                                 ".");
    ::CloseHandle(started.hThread);
    ::CloseHandle(started.hProcess);
}

/// False if the arguments say nothing that it knows.
bool run(const std::wstring &what, const std::wstring &folder, const std::wstring &to) {
    if (what == L"add" && to.empty()) {
        changePath([&](std::wstring path) { return pathlist::withFolder(path, folder); });
    } else if (what == L"move" && !to.empty()) {
        changePath([&](std::wstring path) {
            return pathlist::withFolder(pathlist::withFolderMoved(path, folder, to), to);
        });
        changeLogin(folder, to);
    } else if (what == L"remove" && to.empty()) {
        changePath([&](std::wstring path) { return pathlist::withoutFolder(path, folder); });
        changeLogin(folder, {});
    } else if (what == L"start" && (to.empty() || to == L"--background")) {
        start(folder, to);
    } else {
        return false;
    }
    return true;
}

} // namespace

int wmain(int argc, wchar_t *argv[]) {
    try {
        if ((argc == 3 || argc == 4) && run(argv[1], argv[2], argc == 4 ? argv[3] : L""))
            return 0;
        std::fputs("usage: vouch-register add FOLDER | move FROM TO | remove FOLDER | "
                   "start FOLDER [--background]\n",
                   stderr);
        return 2;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "vouch-register: %s\n", error.what());
        return 1;
    }
}
