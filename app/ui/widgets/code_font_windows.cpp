// SPDX-License-Identifier: Apache-2.0
// Qt takes Courier New for the system's, which is thin and wide.
#include "ui/widgets/code_font.h"

namespace vouch::ui {

QFont codeFont(const QFont &beside) {
    QFont font(QStringLiteral("Consolas"));
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(beside.pointSizeF());
    return font;
}

} // namespace vouch::ui
