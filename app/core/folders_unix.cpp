// SPDX-License-Identifier: Apache-2.0
#include "core/folders.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <sys/stat.h>

namespace vouch {

bool makePrivateFolder(const QString &path) {
    constexpr auto mine = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    const QFileInfo folder(path);
    if (folder.isDir())
        return QFile::setPermissions(path, mine);
    return makeFolders(folder.path()) && QDir().mkdir(path, mine);
}

bool makeFolders(const QString &path) {
    constexpr mode_t mine = 0700;
    const QString whole = QDir::cleanPath(path);
    for (auto slash = whole.indexOf(u'/', 1); slash > 0; slash = whole.indexOf(u'/', slash + 1))
        ::mkdir(QFile::encodeName(whole.first(slash)).constData(), mine); // may already exist
    return ::mkdir(QFile::encodeName(whole).constData(), mine) == 0 ||
           (errno == EEXIST && QFileInfo(whole).isDir());
}

} // namespace vouch
