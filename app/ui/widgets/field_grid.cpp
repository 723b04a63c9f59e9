// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/field_grid.h"

#include "ui/widgets/field_note.h"
#include "ui/widgets/plain_text.h"

#include <QLabel>

namespace vouch::ui {

FieldGrid::FieldGrid() {
    setHorizontalSpacing(12);
    setVerticalSpacing(8);
    setColumnStretch(1, 1);
}

QLabel *FieldGrid::addLabel(const QString &text, QWidget *field, int row) {
    QLabel *label = plainLabel(text, field->parentWidget());
    label->setBuddy(field);
    addWidget(label, row, 0);
    return label;
}

void FieldGrid::add(const QString &label, QWidget *field, FieldNote *note, QWidget *beside) {
    const int row = rowCount();
    addLabel(label, field, row);
    addWidget(field, row, 1, 1, beside == nullptr ? 2 : 1);
    if (beside != nullptr)
        addWidget(beside, row, 2);
    if (note != nullptr)
        addWidget(note, row + 1, 1, 1, 2);
}

void FieldGrid::addShort(const QString &label, QWidget *field) {
    const int row = rowCount();
    addLabel(label, field, row);
    addWidget(field, row, 1, Qt::AlignLeading);
}

} // namespace vouch::ui
