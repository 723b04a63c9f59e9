// SPDX-License-Identifier: Apache-2.0
#include "core/folders.h"

#include <QDir>
#include <QStandardPaths>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QString stateFolder() {
    const QString set = qEnvironmentVariable("XDG_STATE_HOME");
    return (set.startsWith(u'/') ? set : QDir::homePath() + u"/.local/state"_s) + u"/vouch"_s;
}

QString settingsFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/vouch"_s;
}

QString logPath() {
    return stateFolder() + u"/vouch.log"_s;
}

} // namespace vouch
