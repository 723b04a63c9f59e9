// SPDX-License-Identifier: Apache-2.0
#include "core/folders.h"

#include <QDir>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QString stateFolder() {
    return QDir::homePath() + u"/Library/Application Support/Vouch"_s;
}

QString settingsFolder() {
    return stateFolder();
}

/// Where the app Console looks for logs.
QString logPath() {
    return QDir::homePath() + u"/Library/Logs/Vouch/vouch.log"_s;
}

} // namespace vouch
