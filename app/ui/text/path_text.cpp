// SPDX-License-Identifier: Apache-2.0
#include "ui/text/path_text.h"

#include <QDir>

namespace vouch::ui {

QString underHome(const QString &path) {
    const QString home = QDir::toNativeSeparators(QDir::homePath());
    const QString shown = QDir::toNativeSeparators(path);
    return shown == home || shown.startsWith(home + QDir::separator())
               ? u'~' + shown.sliced(home.size())
               : shown;
}

} // namespace vouch::ui
