// SPDX-License-Identifier: Apache-2.0
#include "core/folders.h"

#include "wire/owner_windows.h"
#include "wire/runtime_paths.h"

#include <QDir>
#include <QFileInfo>

#include <aclapi.h>
#include <cerrno>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

std::wstring nativePath(const QString &path) {
    return QDir::toNativeSeparators(path).toStdWString();
}

bool isPrivate(const std::wstring &folder) {
    const wire::Handle handle(::CreateFileW(
        folder.c_str(), READ_CONTROL, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
        nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    return handle && wire::isOurObject(handle.get(), true) &&
           wire::isClosedToOthers(handle.get(), true);
}

bool make(const QString &path) {
    wire::OursAlone ours;
    return ::CreateDirectoryW(nativePath(path).c_str(), ours.attributes()) ||
           ::GetLastError() == ERROR_ALREADY_EXISTS;
}

} // namespace

QString stateFolder() {
    return QDir::fromNativeSeparators(QString::fromStdString(wire::runtimePaths().directory));
}

QString settingsFolder() {
    QString folder = QString::fromStdWString(wire::variable(L"APPDATA"));
    if (folder.isEmpty())
        folder = QDir::homePath() + u"/AppData/Roaming"_s;
    return QDir::fromNativeSeparators(folder) + u"/Vouch"_s;
}

QString logPath() {
    return stateFolder() + u"/vouch.log"_s;
}

bool makePrivateFolder(const QString &path) {
    const QFileInfo folder(path);
    if (!folder.isDir())
        return makeFolders(folder.path()) && make(path);
    std::wstring name = nativePath(path);
    if (isPrivate(name))
        return true;
    const wire::OursAlone ours;
    BOOL isPresent = FALSE, isDefault = FALSE;
    PACL access = nullptr;
    return ::GetSecurityDescriptorDacl(ours.descriptor(), &isPresent, &access, &isDefault) &&
           ::SetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT,
                                   DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION,
                                   nullptr, nullptr, access, nullptr) == ERROR_SUCCESS;
}

bool makeFolders(const QString &path) {
    const QString whole = QDir::cleanPath(path);
    if (QFileInfo(whole).isDir())
        return true;
    const QString parent = QFileInfo(whole).path();
    if (parent != whole && !makeFolders(parent))
        return false;
    if (make(whole) && QFileInfo(whole).isDir())
        return true;
    errno = ::GetLastError() == ERROR_ACCESS_DENIED ? EACCES : ENOENT;
    return false;
}

} // namespace vouch
