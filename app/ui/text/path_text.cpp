// SPDX-License-Identifier: Apache-2.0
#include "ui/text/path_text.h"

#include <QDir>

namespace vouch::ui {

QString underHome(const QString &path) {
    const QString home = QDir::homePath();
    return path == home || path.startsWith(home + u'/') ? u'~' + path.sliced(home.size()) : path;
}

} // namespace vouch::ui
