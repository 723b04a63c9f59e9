// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/page_grid.h"

#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"

#include <QHBoxLayout>
#include <QLabel>

namespace vouch::ui {

namespace {

constexpr int sectionGap = 4;
constexpr int choiceCharacters = 20;

} // namespace

PageGrid::PageGrid(QWidget *page) : page_(page) {}

void PageGrid::addSection(const QString &title) {
    setRowMinimumHeight(rowCount(), sectionGap);
    addWidget(sectionLabel(title, page_), rowCount(), 0, 1, 3);
}

void PageGrid::addBelow(QWidget *widget) {
    addWidget(widget, rowCount(), 1, 1, 2);
}

void PageGrid::addWide(QWidget *widget, QWidget *beside) {
    auto *row = new QHBoxLayout;
    row->setSpacing(horizontalSpacing());
    row->addWidget(widget, 1);
    if (beside != nullptr)
        row->addWidget(beside);
    addLayout(row, rowCount(), 0, 1, 3);
}

void PageGrid::addChoice(const QString &label, QWidget *field, FieldNote *note) {
    field->setMinimumWidth(field->fontMetrics().averageCharWidth() * choiceCharacters);
    addShort(label, field);
    addBelow(note);
}

} // namespace vouch::ui
