// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/row_table.h"

#include "ui/widgets/plain_text.h"

#include <QHeaderView>

#include <algorithm>

namespace vouch::ui {

namespace {

constexpr int usualRows = 3; ///< a table has room for this many, even with fewer
constexpr int headingPadding = 12;
constexpr int cellPadding = 12, rowPadding = 12;
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
    table->setWordWrap(true);
    table->setCornerButtonEnabled(false);
    const int rowHeight = std::max(30, table->fontMetrics().height() + rowPadding);
    table->verticalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(rowHeight);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    QHeaderView *header = table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setFixedHeight(std::max(28, table->fontMetrics().height() + 10));
    QObject::connect(header, &QHeaderView::sectionResized, table, &RowTable::fitRows);
    return table;
}

QTableWidgetItem *cell(const QString &text) {
    auto *item = new QTableWidgetItem(text);
    item->setToolTip(plainToolTip(text));
    return item;
}

void RowTable::fitRows() {
    fitLastColumn();
    const int row = verticalHeader()->defaultSectionSize();
    for (int i = 0; i < rowCount(); ++i)
        setRowHeight(i, std::max(row, sizeHintForRow(i) + rowPadding));
    const int frame = horizontalHeader()->height() + 2 * frameWidth();
    setMinimumHeight(frame + minRows * row);
    setMaximumHeight(frame + std::max(usualRows * row, verticalHeader()->length()));
}

void RowTable::resizeEvent(QResizeEvent *event) {
    QTableWidget::resizeEvent(event);
    fitRows();
}

void RowTable::fitLastColumn() {
    const int last = columnCount() - 1;
    QHeaderView *header = horizontalHeader();
    const int heading = header->fontMetrics().horizontalAdvance(horizontalHeaderItem(last)->text());
    const int needed = std::max(heading + headingPadding, widestWord(last) + cellPadding);
    // Not by the header's stretching, which comes later than the rows get their heights.
    header->resizeSection(last,
                          std::max(needed, viewport()->width() - header->sectionPosition(last)));
}

int RowTable::widestWord(int column) const {
    int widest = 0;
    for (int row = 0; row < rowCount(); ++row) {
        const QTableWidgetItem *cell = item(row, column);
        const QStringList words = cell == nullptr ? QStringList() : cell->text().split(u' ');
        for (const QString &word : words)
            widest = std::max(widest, fontMetrics().horizontalAdvance(word));
    }
    return widest;
}

} // namespace vouch::ui
