// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/reading_order.h"

#include <QGridLayout>
#include <QList>
#include <QScrollArea>
#include <QWidget>

#include <algorithm>
#include <tuple>
#include <utility>

namespace vouch::ui {

namespace {

/// A grid's items are in the order in which they were added.
QList<QLayoutItem *> itemsByRow(const QLayout *layout) {
    QList<std::tuple<int, int, QLayoutItem *>> placed;
    const auto *grid = qobject_cast<const QGridLayout *>(layout);
    for (int i = 0; i < layout->count(); ++i) {
        int row = i, column = 0, rows = 1, columns = 1;
        if (grid != nullptr)
            grid->getItemPosition(i, &row, &column, &rows, &columns);
        placed.append({row, column, layout->itemAt(i)});
    }
    std::ranges::stable_sort(placed, {}, [](const auto &item) {
        return std::pair(std::get<0>(item), std::get<1>(item));
    });
    QList<QLayoutItem *> items;
    for (const auto &[row, column, item] : placed)
        items.append(item);
    return items;
}

void collect(const QLayout *layout, QList<QWidget *> &widgets) {
    for (QLayoutItem *item : itemsByRow(layout)) {
        if (item->layout() != nullptr)
            collect(item->layout(), widgets);
        QWidget *widget = item->widget();
        if (widget == nullptr)
            continue;
        if (widget->focusPolicy() & Qt::TabFocus)
            widgets.append(widget);
        const auto *area = qobject_cast<const QScrollArea *>(widget);
        const QWidget *inside = area == nullptr ? widget : area->widget();
        if (inside != nullptr && inside->layout() != nullptr)
            collect(inside->layout(), widgets);
    }
}

} // namespace

void tabInReadingOrder(const QLayout *layout) {
    QList<QWidget *> widgets;
    collect(layout, widgets);
    for (qsizetype i = 1; i < widgets.size(); ++i)
        QWidget::setTabOrder(widgets[i - 1], widgets[i]);
}

} // namespace vouch::ui
