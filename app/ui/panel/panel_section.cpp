// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/panel_section.h"

#include "ui/widgets/rule_line.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace vouch::ui {

PanelSection::PanelSection(QWidget *parent, std::optional<int> above)
    : QWidget(parent), column_(plainColumn(this)) {
    if (!above)
        return;
    column_->addSpacing(*above);
    column_->addWidget(new RuleLine(Qt::Horizontal, this));
}

QVBoxLayout *plainColumn(QWidget *parent, int spacing) {
    auto *column = new QVBoxLayout(parent);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

QHBoxLayout *plainRow(QWidget *parent, int spacing) {
    auto *row = new QHBoxLayout(parent);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing);
    return row;
}

void tabAfter(QWidget *before, QWidget *added) {
    const Qt::FocusPolicy policy = before->focusPolicy(), policyOfAdded = added->focusPolicy();
    before->setFocusPolicy(Qt::TabFocus); // or Qt would not order it
    added->setFocusPolicy(Qt::TabFocus);
    QWidget::setTabOrder(before, added);
    before->setFocusPolicy(policy);
    added->setFocusPolicy(policyOfAdded);
}

void discardRows(QWidget *&rows) {
    if (rows == nullptr)
        return;
    rows->hide();
    rows->setParent(nullptr);
    rows->deleteLater();
    rows = nullptr;
}

} // namespace vouch::ui
