// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/reading_order.h"

#include <QGridLayout>
#include <QList>
#include <QScrollArea>
#include <QWidget>

#include <algorithm>
#include <tuple>
#include <utility>

namespace vouch::ui {

namespace {

struct Stop {
    QWidget *widget;
    QRect place;
};

bool takesTab(const QWidget &window, const QWidget &widget) {
    return (widget.focusPolicy() & Qt::TabFocus) == Qt::TabFocus && widget.isVisibleTo(&window) &&
           widget.isEnabled() && widget.focusProxy() == nullptr && widget.window() == &window;
}

/// The outermost area inside of `root` that the widget scrolls in; null for none.
const QScrollArea *areaAround(const QWidget *widget, const QWidget *root) {
    const QScrollArea *outermost = nullptr;
    for (const QWidget *parent = widget->parentWidget(); parent != nullptr && parent != root;
         parent = parent->parentWidget()) {
        const auto *area = qobject_cast<const QScrollArea *>(parent);
        if (area != nullptr && area->widget() != nullptr && area->widget()->isAncestorOf(widget))
            outermost = area;
    }
    return outermost;
}

/// Row by row; what begins above the middle of a row's first widget is in the same row.
void sortByRow(QList<Stop> &stops, bool reversed) {
    std::ranges::stable_sort(stops, {}, [](const Stop &stop) { return stop.place.top(); });
    for (auto row = stops.begin(); row != stops.end();) {
        const int middle = row->place.center().y();
        const auto end = std::find_if(
            row, stops.end(), [middle](const Stop &stop) { return stop.place.top() > middle; });
        std::stable_sort(row, end, [reversed](const Stop &a, const Stop &b) {
            return reversed ? a.place.right() > b.place.right() : a.place.left() < b.place.left();
        });
        row = end;
    }
}

/// What scrolls follows in the place of its area, wherever it is scrolled to.
QList<QWidget *> stopsIn(QWidget *root, const QWidget &window) {
    QList<Stop> stops;
    for (QWidget *widget : root->findChildren<QWidget *>()) {
        const auto *area = qobject_cast<const QScrollArea *>(widget);
        const bool holds = area != nullptr && area->widget() != nullptr;
        if ((holds ? widget->isVisibleTo(&window) : takesTab(window, *widget)) &&
            areaAround(widget, root) == nullptr)
            stops.append({widget, {widget->mapTo(root, QPoint(0, 0)), widget->size()}});
    }
    sortByRow(stops, window.isRightToLeft());
    QList<QWidget *> widgets;
    for (const Stop &stop : stops) {
        if (takesTab(window, *stop.widget))
            widgets.append(stop.widget);
        if (const auto *area = qobject_cast<const QScrollArea *>(stop.widget);
            area != nullptr && area->widget() != nullptr)
            widgets.append(stopsIn(area->widget(), window));
    }
    return widgets;
}

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

bool focusInReadingOrder(QWidget *window, bool next) {
    const QList<QWidget *> stops = stopsIn(window, *window);
    if (stops.isEmpty())
        return false;
    qsizetype to = next ? 0 : stops.size() - 1;
    for (qsizetype i = 0; i < stops.size(); ++i)
        if (stops[i] == window->focusWidget())
            to = (i + (next ? 1 : stops.size() - 1)) % stops.size();
    stops[to]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

void tabInReadingOrder(const QLayout *layout) {
    QList<QWidget *> widgets;
    collect(layout, widgets);
    for (qsizetype i = 1; i < widgets.size(); ++i)
        QWidget::setTabOrder(widgets[i - 1], widgets[i]);
}

} // namespace vouch::ui
