// SPDX-License-Identifier: Apache-2.0
#include "core/folders.h"

#include <QDir>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QString stateFolder() {
    const QString set = qEnvironmentVariable("XDG_STATE_HOME");
    return (set.startsWith(u'/') ? set : QDir::homePath() + u"/.local/state"_s) + u"/vouch"_s;
}

} // namespace vouch
