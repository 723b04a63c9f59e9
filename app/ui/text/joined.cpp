// SPDX-License-Identifier: Apache-2.0
#include "ui/text/joined.h"

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

QString joined(const QStringList &parts) {
    QStringList present = parts;
    present.removeAll(QString());
    return present.join(u" · "_s);
}

} // namespace vouch::ui
