// SPDX-License-Identifier: Apache-2.0
#include "wire/runtime_paths.h"

#include "wire/owner_windows.h"

#include <stdexcept>

namespace vouch::wire {
namespace {

std::wstring stateDirectory() {
    std::wstring folder = variable(L"LOCALAPPDATA");
    if (folder.empty())
        folder = variable(L"USERPROFILE");
    else
        return folder + L"\\Vouch";
    if (folder.empty())
        throw std::runtime_error("Can't find your home folder. Set USERPROFILE.");
    return folder + L"\\AppData\\Local\\Vouch";
}

} // namespace

RuntimePaths runtimePaths() {
    // A pipe's name is everybody's in all sessions, and a user may have several sessions.
    DWORD session = 0;
    ::ProcessIdToSessionId(::GetCurrentProcessId(), &session);
    const std::string user = narrow(ownUser().text());
    const std::string directory = narrow(stateDirectory());
    return {directory, "\\\\.\\pipe\\vouch-" + user + "-" + std::to_string(session),
            directory + "\\app.lock", "Local\\vouch-start-" + user};
}

void makeDirectory(const RuntimePaths &paths) {
    const std::wstring directory = wide(paths.directory);
    OursAlone ours;
    if (!::CreateDirectoryW(directory.c_str(), ours.attributes()) &&
        ::GetLastError() != ERROR_ALREADY_EXISTS) {
        const DWORD error = ::GetLastError();
        throw std::runtime_error("Can't create the folder " + paths.directory + ": " +
                                 errorText(error) + ".");
    }
    if (!directoryIsOurs(paths))
        throw std::runtime_error("The folder " + paths.directory +
                                 " is accessible to other users. Remove it, or make it yours.");
}

bool directoryIsOurs(const RuntimePaths &paths) noexcept {
    try {
        const Handle folder(::CreateFileW(
            wide(paths.directory).c_str(), READ_CONTROL | FILE_READ_ATTRIBUTES,
            FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING,
            FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
        BY_HANDLE_FILE_INFORMATION info{};
        constexpr DWORD kinds = FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT;
        return folder && ::GetFileInformationByHandle(folder.get(), &info) &&
               (info.dwFileAttributes & kinds) == FILE_ATTRIBUTE_DIRECTORY &&
               isOurObject(folder.get(), true) && isClosedToOthers(folder.get(), true);
    } catch (const std::exception &) {
        return false;
    }
}

} // namespace vouch::wire
