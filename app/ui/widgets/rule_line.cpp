// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/rule_line.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace vouch::ui {

RuleLine::RuleLine(Qt::Orientation orientation, QWidget *parent) : QWidget(parent) {
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void RuleLine::paintEvent(QPaintEvent *) {
    QPainter(this).fillRect(rect(), ruleColor(palette()));
}

} // namespace vouch::ui
