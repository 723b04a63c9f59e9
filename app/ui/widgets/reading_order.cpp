// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/reading_order.h"

#include <QList>
#include <QWidget>

#include <algorithm>

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

/// Row by row; what begins above the middle of a row's first widget is in the same row.
QList<Stop> stopsOf(QWidget *window) {
    QList<Stop> stops;
    for (QWidget *widget : window->findChildren<QWidget *>())
        if (takesTab(*window, *widget))
            stops.append({widget, {widget->mapTo(window, QPoint(0, 0)), widget->size()}});
    std::ranges::stable_sort(stops, {}, [](const Stop &stop) { return stop.place.top(); });
    const bool reversed = window->isRightToLeft();
    for (auto row = stops.begin(); row != stops.end();) {
        const int middle = row->place.center().y();
        const auto end = std::find_if(
            row, stops.end(), [middle](const Stop &stop) { return stop.place.top() > middle; });
        std::stable_sort(row, end, [reversed](const Stop &a, const Stop &b) {
            return reversed ? a.place.right() > b.place.right() : a.place.left() < b.place.left();
        });
        row = end;
    }
    return stops;
}

} // namespace

bool focusInReadingOrder(QWidget *window, bool next) {
    const QList<Stop> stops = stopsOf(window);
    if (stops.isEmpty())
        return false;
    qsizetype to = next ? 0 : stops.size() - 1;
    for (qsizetype i = 0; i < stops.size(); ++i)
        if (stops[i].widget == window->focusWidget())
            to = (i + (next ? 1 : stops.size() - 1)) % stops.size();
    stops[to].widget->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

} // namespace vouch::ui
