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
    // git reads both. A read-only one is made elsewhere, by home-manager for instance.
    const bool useStandard =
        !QFileInfo::exists(home) && QFileInfo::exists(standard) && !isReadOnly(standard);
    return useStandard ? standard : home;
}

bool isReadOnly(const QString &path) {
    constexpr auto anyWrite =
        QFileDevice::WriteOwner | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    const QFileInfo file(path);
    // Asked of the bits too: root may write everything, and yet somebody wanted this one kept.
    return file.exists() && (!file.isWritable() || !(file.permissions() & anyWrite));
}

} // namespace vouch
