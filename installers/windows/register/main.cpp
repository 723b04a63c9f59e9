// SPDX-License-Identifier: Apache-2.0
// What the installer can't do itself: tells Windows where the programs are, on the user's PATH and
// among what starts at login, and makes a folder for them that others can't write into.
//   vouch-register make FOLDER      with those around it; fails if others may write into it
//   vouch-register add FOLDER       puts the folder on the PATH
//   vouch-register move FROM TO     the same, in the place of another; what starts at login, too
//   vouch-register remove FOLDER    takes it off the PATH; nothing in it starts at login any more
//   vouch-register start FOLDER [--background]
// Exit codes: 0; 1 for an error; 2 for other arguments; of add, move and remove, 3 if the PATH
// could not be changed, 4 if the login couldn't, 5 if both couldn't.
#include "own_folder.h"
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
    for (const std::wstring &name : registry::textNames(loginKey)) {
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

constexpr int succeeded = 0, failed = 1, misused = 2, pathFailed = 3, loginFailed = 4,
              bothFailed = 5;

/// Whether it ended without an error, which it prints.
template <typename Task>
bool works(const Task &task) {
    try {
        task();
        return true;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "vouch-register: %s\n", error.what());
        return false;
    }
}

/// One of the two that fails keeps the other from nothing.
template <typename Change>
int moveAway(const Change &changeOfPath, const std::wstring &from, const std::wstring &to) {
    const bool hasPath = works([&] { changePath(changeOfPath); });
    const bool hasLogin = works([&] { changeLogin(from, to); });
    if (hasPath)
        return hasLogin ? succeeded : loginFailed;
    return hasLogin ? pathFailed : bothFailed;
}

int run(const std::wstring &what, const std::wstring &folder, const std::wstring &to) {
    if (what == L"make" && to.empty())
        return works([&] { makeOwnFolder(folder); }) ? succeeded : failed;
    if (what == L"add" && to.empty()) {
        const auto added = [&](std::wstring path) { return pathlist::withFolder(path, folder); };
        return works([&] { changePath(added); }) ? succeeded : pathFailed;
    }
    if (what == L"move" && !to.empty())
        return moveAway(
            [&](std::wstring path) {
                return pathlist::withFolder(pathlist::withFolderMoved(path, folder, to), to);
            },
            folder, to);
    if (what == L"remove" && to.empty())
        return moveAway([&](std::wstring path) { return pathlist::withoutFolder(path, folder); },
                        folder, {});
    if (what == L"start" && (to.empty() || to == L"--background"))
        return works([&] { start(folder, to); }) ? succeeded : failed;
    return misused;
}

} // namespace

int wmain(int argc, wchar_t *argv[]) {
    const bool fits = argc == 3 || argc == 4;
    const int result = fits ? run(argv[1], argv[2], argc == 4 ? argv[3] : L"") : misused;
    if (result == misused)
        std::fputs("usage: vouch-register make FOLDER | add FOLDER | move FROM TO | "
                   "remove FOLDER | start FOLDER [--background]\n",
                   stderr);
    return result;
}
