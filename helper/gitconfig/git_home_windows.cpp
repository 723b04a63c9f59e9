// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/git_home.h"

#include <QDir>
#include <QFileInfo>

namespace vouch {

// As Git for Windows does when it starts (setup_windows_environment() in its compat/mingw.c). In
// companies, HOMEDRIVE is often a network drive.
QString gitHome() {
    QString home = qEnvironmentVariable("HOME");
    if (home.isEmpty()) {
        home = qEnvironmentVariable("HOMEDRIVE") + qEnvironmentVariable("HOMEPATH");
        if (home.isEmpty() || !QDir(home).exists())
            home = qEnvironmentVariable("USERPROFILE");
    }
    return QDir::cleanPath(QDir::fromNativeSeparators(home));
}

QString netrcFile() {
    const QString usual = gitHome() + u"/.netrc"_s, older = gitHome() + u"/_netrc"_s;
    return QFileInfo::exists(usual) || !QFileInfo::exists(older) ? usual : older;
}

} // namespace vouch
