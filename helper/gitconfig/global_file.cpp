// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/global_file.h"

#include <QDir>
#include <QFileInfo>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QString globalGitConfig() {
    if (QString named = qEnvironmentVariable("GIT_CONFIG_GLOBAL"); !named.isEmpty())
        return named;
    QString home = QDir::homePath() + u"/.gitconfig"_s;
    QString base = qEnvironmentVariable("XDG_CONFIG_HOME");
    if (base.isEmpty()) // set to nothing is as good as unset, for git too
        base = QDir::homePath() + u"/.config"_s;
    QString standard = base + u"/git/config"_s;
    return !QFileInfo::exists(home) && QFileInfo::exists(standard) ? standard : home;
}

} // namespace vouch
