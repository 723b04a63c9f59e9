// SPDX-License-Identifier: Apache-2.0
#include "own_folder.h"

#include "wire/owner_windows.h"

#include <sddl.h>
#include <stdexcept>

namespace vouch {
namespace {

[[noreturn]] void fail(const std::wstring &path, const std::string &why) {
    throw std::runtime_error(wire::narrow(path) + ": " + why + ".");
}

/// The access list that folders of a user's profile have. Unlike wire::OursAlone, it lets the
/// system in, whose virus scanner reads programs.
class Protection {
public:
    Protection() {
        const std::wstring own = wire::ownUser().text();
        const std::wstring text =
            L"O:" + own + L"D:P(A;OICI;FA;;;" + own + L")(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";
        if (!::ConvertStringSecurityDescriptorToSecurityDescriptorW(
                text.c_str(), SDDL_REVISION_1, &attributes.lpSecurityDescriptor, nullptr))
            throw std::runtime_error(wire::errorText(::GetLastError()) + ".");
    }
    Protection(const Protection &) = delete;
    Protection &operator=(const Protection &) = delete;
    ~Protection() { ::LocalFree(attributes.lpSecurityDescriptor); }

    SECURITY_ATTRIBUTES attributes{sizeof(SECURITY_ATTRIBUTES), nullptr, FALSE};
};

void make(const std::wstring &path, Protection &protection) {
    if (::CreateDirectoryW(path.c_str(), &protection.attributes))
        return;
    const DWORD error = ::GetLastError();
    if (error == ERROR_ALREADY_EXISTS)
        return;
    const std::size_t end = path.find_last_of(L"\\/");
    if (error != ERROR_PATH_NOT_FOUND || end == path.npos || end == 0)
        fail(path, wire::errorText(error));
    make(path.substr(0, end), protection);
    if (!::CreateDirectoryW(path.c_str(), &protection.attributes))
        fail(path, wire::errorText(::GetLastError()));
}

} // namespace

void makeOwnFolder(const std::wstring &path) {
    Protection protection;
    make(path, protection);
    const wire::Handle folder(::CreateFileW(
        path.c_str(), READ_CONTROL, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
        OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    if (!folder)
        fail(path, wire::errorText(::GetLastError()));
    constexpr DWORD changes = FILE_WRITE_DATA | FILE_APPEND_DATA | FILE_DELETE_CHILD | DELETE |
                              WRITE_DAC | WRITE_OWNER | GENERIC_WRITE | GENERIC_ALL;
    const bool isOurs =
        wire::isOurObject(folder.get(), true) || wire::isSystemsObject(folder.get(), true);
    if (!isOurs || !wire::isClosedToOthers(folder.get(), true, changes))
        fail(path, "others may write into this folder");
}

} // namespace vouch
