// SPDX-License-Identifier: Apache-2.0
#include "core/ownership.h"

#include "wire/owner_windows.h"

#include <QDir>

namespace vouch {

namespace {

wire::Handle openWith(DWORD access, const QFileInfo &file) {
    const std::wstring path = QDir::toNativeSeparators(file.absoluteFilePath()).toStdWString();
    return wire::Handle(::CreateFileW(path.c_str(), access,
                                      FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                      nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
}

} // namespace

bool isOurs(const QFileInfo &file) {
    const wire::Handle handle = openWith(READ_CONTROL, file);
    return handle && wire::isOurObject(handle.get(), true);
}

bool isOwnedBy(const QFileInfo &file, uint owner) {
    const wire::Handle handle = openWith(READ_CONTROL, file);
    return owner == 0 && handle && wire::isSystemsObject(handle.get(), true);
}

bool othersMayWrite(const QFileInfo &file) {
    constexpr DWORD changes = FILE_WRITE_DATA | FILE_APPEND_DATA | DELETE | WRITE_DAC |
                              WRITE_OWNER | GENERIC_WRITE | GENERIC_ALL;
    const wire::Handle handle = openWith(READ_CONTROL, file);
    return !handle || !wire::isClosedToOthers(handle.get(), true, changes);
}

// Qt knows the attribute, and not the access list.
bool isReadOnly(const QFileInfo &file) {
    return file.exists() && (!file.isWritable() || (!openWith(GENERIC_WRITE, file) &&
                                                    ::GetLastError() == ERROR_ACCESS_DENIED));
}

} // namespace vouch
