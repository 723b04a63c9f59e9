// SPDX-License-Identifier: Apache-2.0
#include "wire/start.h"

#include "wire/owner_windows.h"

#include <algorithm>
#include <array>

namespace vouch::wire {
namespace {

using std::chrono::steady_clock;

constexpr DWORD pause = 20; ///< ms between looks for the pipe: Windows doesn't tell when it appears

[[noreturn]] void fail(const std::string &what) {
    const DWORD error = ::GetLastError();
    throw ConnectionError(what + ": " + errorText(error) + ".");
}

/// Whether the application may inherit the variable, in upper case. As on other systems: what
/// describes the user and the computer, never what adds trust or code.
bool isPassedOn(std::wstring_view name) {
    static constexpr std::array<std::wstring_view, 32> names{L"ALLUSERSPROFILE",
                                                             L"APPDATA",
                                                             L"COMMONPROGRAMFILES",
                                                             L"COMPUTERNAME",
                                                             L"HOME",
                                                             L"HOMEDRIVE",
                                                             L"HOMEPATH",
                                                             L"LANG",
                                                             L"LANGUAGE",
                                                             L"LOCALAPPDATA",
                                                             L"LOGONSERVER",
                                                             L"OS",
                                                             L"PATH",
                                                             L"PATHEXT",
                                                             L"PROGRAMDATA",
                                                             L"PROGRAMFILES",
                                                             L"PROGRAMFILES(X86)",
                                                             L"PUBLIC",
                                                             L"SESSIONNAME",
                                                             L"SYSTEMDRIVE",
                                                             L"SYSTEMROOT",
                                                             L"TEMP",
                                                             L"TMP",
                                                             L"TZ",
                                                             L"USERDOMAIN",
                                                             L"USERNAME",
                                                             L"USERPROFILE",
                                                             L"VOUCH_LOG",
                                                             L"WINDIR",
                                                             L"HTTP_PROXY",
                                                             L"HTTPS_PROXY",
                                                             L"NO_PROXY"};
    return std::ranges::find(names, name) != names.end() || name == L"ALL_PROXY" ||
           name.starts_with(L"LC_") || name == L"QT_QPA_PLATFORM" ||
           (name.starts_with(L"QT_") && name.find(L"SCALE") != name.npos);
}

std::wstring upperCase(std::wstring_view text) {
    std::wstring result(text);
    for (wchar_t &c : result)
        if (c >= L'a' && c <= L'z')
            c = static_cast<wchar_t>(c - L'a' + L'A');
    return result;
}

/// Each `NAME=value` with its NUL, and one more.
std::wstring cleanEnvironment() {
    std::wstring clean;
    wchar_t *all = ::GetEnvironmentStringsW();
    for (const wchar_t *entry = all; entry != nullptr && *entry != L'\0';) {
        const std::wstring_view text(entry);
        if (isPassedOn(upperCase(text.substr(0, text.find(L'=')))))
            clean.append(text).push_back(L'\0');
        entry += text.size() + 1;
    }
    ::FreeEnvironmentStringsW(all);
    clean.push_back(L'\0');
    return clean;
}

/// No console, no handle of ours, and its working directory holds no folder in use.
Handle spawn(const std::string &program) {
    const std::wstring path = wide(program);
    std::wstring environment = cleanEnvironment();
    std::array<wchar_t, MAX_PATH> directory{};
    ::GetSystemDirectoryW(directory.data(), static_cast<UINT>(directory.size()));
    constexpr DWORD flags =
        DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP | CREATE_UNICODE_ENVIRONMENT;
    // A terminal or an editor may end all that is in its job; leave it, unless it doesn't let us.
    for (const DWORD leaving : {DWORD(CREATE_BREAKAWAY_FROM_JOB), DWORD(0)}) {
        std::wstring line = L'"' + path + L"\" --background";
        STARTUPINFOW startup{};
        startup.cb = sizeof startup;
        startup.dwFlags = STARTF_USESTDHANDLES; // none of them
        PROCESS_INFORMATION started{};
        if (::CreateProcessW(path.c_str(), line.data(), nullptr, nullptr, FALSE, flags | leaving,
                             environment.data(), directory.data(), &startup, &started)) {
            ::CloseHandle(started.hThread);
            return Handle(started.hProcess);
        }
        if (::GetLastError() != ERROR_ACCESS_DENIED)
            break;
    }
    fail("Can't start " + program);
}

/// Held by the client that starts the application. Windows releases it when its holder ends.
class StartLock {
public:
    StartLock(const RuntimePaths &paths, Deadline deadline) {
        OursAlone ours;
        mutex_ = Handle(::CreateMutexW(ours.attributes(), FALSE, wide(paths.startLock).c_str()));
        if (!mutex_)
            fail("Can't open " + paths.startLock);
        const DWORD result = ::WaitForSingleObject(mutex_.get(), milliseconds(deadline));
        if (result != WAIT_OBJECT_0 && result != WAIT_ABANDONED)
            throw ConnectionError(
                "Vouch is starting but isn't ready yet. Run vouch-tray yourself to see why.");
    }
    StartLock(const StartLock &) = delete;
    StartLock &operator=(const StartLock &) = delete;
    ~StartLock() { ::ReleaseMutex(mutex_.get()); }

private:
    Handle mutex_;
};

Connection waitForEndpoint(const RuntimePaths &paths, const Handle &process, Deadline deadline) {
    while (true) {
        if (auto connection = Connection::open(paths))
            return std::move(*connection);
        if (milliseconds(deadline) == 0)
            throw ConnectionError(
                "Vouch didn't start in time. Run vouch-tray yourself to see why.");
        if (::WaitForSingleObject(process.get(), pause) != WAIT_OBJECT_0)
            continue;
        DWORD code = 0;
        if (!::GetExitCodeProcess(process.get(), &code) || code != 0)
            throw ConnectionError("Vouch quit while starting. Run vouch-tray yourself to see why.");
        ::Sleep(pause); // it yielded to another instance, which is about to listen
    }
}

/// `path` without what marks it as one that Windows shouldn't interpret: `\\?\C:\...`,
/// `\\?\UNC\server\...`.
std::wstring usualPath(std::wstring_view path) {
    constexpr std::wstring_view mark = L"\\\\?\\";
    constexpr std::wstring_view server = L"UNC\\";
    if (!path.starts_with(mark))
        return std::wstring(path);
    path.remove_prefix(mark.size());
    if (!path.starts_with(server))
        return std::wstring(path);
    return L"\\\\" + std::wstring(path.substr(server.size()));
}

/// This program's file, with links resolved.
std::wstring ownFile() {
    std::wstring path(32 * 1024, L'\0');
    const DWORD length =
        ::GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size()));
    path.resize(length);
    const Handle file(::CreateFileW(path.c_str(), FILE_READ_ATTRIBUTES,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                                    OPEN_EXISTING, 0, nullptr));
    if (length == 0 || !file)
        fail("Can't find this program's own file");
    std::wstring real(32 * 1024, L'\0');
    const DWORD size = ::GetFinalPathNameByHandleW(
        file.get(), real.data(), static_cast<DWORD>(real.size()), FILE_NAME_NORMALIZED);
    if (size == 0 || size >= real.size())
        return path; // a drive that can't say
    real.resize(size);
    return usualPath(real);
}

} // namespace

// An application on Windows always has a display.
bool makeRoom(const RuntimePaths &, Deadline) {
    return false;
}

std::string programBeside(std::string_view name) {
    std::string own = narrow(ownFile());
    std::ranges::replace(own, '\\', '/');
    return own.substr(0, own.find_last_of('/') + 1).append(name).append(".exe");
}

Connection connectOrStart(const RuntimePaths &paths) {
    if (auto connection = Connection::open(paths))
        return std::move(*connection);

    const Deadline deadline = steady_clock::now() + std::chrono::seconds(startSeconds);
    makeDirectory(paths);
    const StartLock lock(paths, deadline);
    if (auto connection = Connection::open(paths))
        return std::move(*connection);
    return waitForEndpoint(paths, spawn(programBeside("vouch-tray")), deadline);
}

} // namespace vouch::wire
