// SPDX-License-Identifier: Apache-2.0
#include "core/folders.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QString stateFolder() {
    const QString set = qEnvironmentVariable("XDG_STATE_HOME");
    return (set.startsWith(u'/') ? set : QDir::homePath() + u"/.local/state"_s) + u"/vouch"_s;
}

bool makePrivateFolder(const QString &path) {
    constexpr auto mine = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    const QFileInfo folder(path);
    if (folder.isDir())
        return QFile::setPermissions(path, mine);
    return QDir().mkpath(folder.path()) && QDir().mkdir(path, mine);
}

} // namespace vouch
