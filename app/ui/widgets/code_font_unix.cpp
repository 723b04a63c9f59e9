// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/code_font.h"

#include <QFontDatabase>

namespace vouch::ui {

QFont codeFont(const QFont &beside) {
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(beside.pointSizeF());
    return font;
}

} // namespace vouch::ui
