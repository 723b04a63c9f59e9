// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/row_table.h"

#include "ui/widgets/plain_text.h"

#include <QHeaderView>

#include <algorithm>

namespace vouch::ui {

namespace {

constexpr int usualRows = 3; ///< a table has room for this many, even with fewer
constexpr int headingPadding = 12;
constexpr int minRows = 2; ///< when other widgets need the space

} // namespace

RowTable *rowTable(const QStringList &headings, const QString &name, QWidget *parent) {
    auto *table = new RowTable(0, int(headings.size()), parent);
    table->setAccessibleName(name);
    table->setHorizontalHeaderLabels(headings);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false); // Tab goes on to the buttons
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setCornerButtonEnabled(false);
    const int rowHeight = std::max(30, table->fontMetrics().height() + 12);
    table->verticalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(rowHeight);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    QHeaderView *header = table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setFixedHeight(std::max(28, table->fontMetrics().height() + 10));
    return table;
}

QTableWidgetItem *cell(const QString &text) {
    auto *item = new QTableWidgetItem(text);
    item->setToolTip(plainToolTip(text));
    return item;
}

void RowTable::fitRows() {
    const int row = verticalHeader()->defaultSectionSize();
    const int frame = horizontalHeader()->height() + 2 * frameWidth();
    setMinimumHeight(frame + minRows * row);
    setMaximumHeight(frame + std::max(usualRows, rowCount()) * row);
    fitLastColumn();
}

void RowTable::resizeEvent(QResizeEvent *event) {
    QTableWidget::resizeEvent(event);
    fitLastColumn();
}

void RowTable::fitLastColumn() {
    const int last = columnCount() - 1;
    QHeaderView *header = horizontalHeader();
    const int heading = header->fontMetrics().horizontalAdvance(horizontalHeaderItem(last)->text());
    const int needed = std::max(heading + headingPadding, sizeHintForColumn(last));
    const bool fits = header->sectionPosition(last) + needed <= viewport()->width();
    header->setStretchLastSection(fits);
    if (!fits)
        header->resizeSection(last, needed);
}

} // namespace vouch::ui
