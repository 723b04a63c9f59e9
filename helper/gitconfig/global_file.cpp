// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/global_file.h"

#include "core/ownership.h"
#include "gitconfig/git_home.h"

#include <QFileInfo>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QString globalGitConfig() {
    if (QString named = qEnvironmentVariable("GIT_CONFIG_GLOBAL"); !named.isEmpty())
        return named;
    QString home = gitHome() + u"/.gitconfig"_s;
    QString base = qEnvironmentVariable("XDG_CONFIG_HOME");
    if (base.isEmpty()) // git treats an empty variable as unset too
        base = gitHome() + u"/.config"_s;
    QString standard = base + u"/git/config"_s;
    // git reads both. A read-only one is generated, for example by home-manager.
    const bool useStandard =
        !QFileInfo::exists(home) && QFileInfo::exists(standard) && !isReadOnly(QFileInfo(standard));
    return useStandard ? standard : home;
}

} // namespace vouch
