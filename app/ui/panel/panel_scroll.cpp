// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/panel_scroll.h"

#include <QEvent>
#include <QLayout>

#include <algorithm>

namespace vouch::ui {

namespace {

constexpr int rowHeight = 44;

void makePlain(QScrollArea &area) {
    area.setFrameShape(QFrame::NoFrame);
    area.setFocusPolicy(Qt::NoFocus);
    area.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area.viewport()->setAutoFillBackground(false);
    area.widget()->setAutoFillBackground(false);
    area.widget()->installEventFilter(&area);
}

} // namespace

ColumnScroll::ColumnScroll(QWidget *column, QWidget *parent) : QScrollArea(parent) {
    setWidget(column);
    makePlain(*this);
}

int ColumnScroll::minHeight(int width) const {
    const int minimum = widget()->layout()->minimumHeightForWidth(width);
    return minimum > 0 ? minimum : widget()->minimumSizeHint().height();
}

void ColumnScroll::fit() {
    // With automatic policy a visible bar narrows the text, which wraps and keeps the bar needed.
    setVerticalScrollBarPolicy(minHeight(width()) > height() ? Qt::ScrollBarAlwaysOn
                                                             : Qt::ScrollBarAlwaysOff);
    const int width = viewport()->width();
    widget()->resize(width, std::max(viewport()->height(), minHeight(width)));
}

bool ColumnScroll::eventFilter(QObject *object, QEvent *event) {
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return QScrollArea::eventFilter(object, event);
}

void ColumnScroll::resizeEvent(QResizeEvent *event) {
    QScrollArea::resizeEvent(event);
    fit();
}

ListScroll::ListScroll(QWidget *list, QWidget *parent) : QScrollArea(parent) {
    setWidget(list);
    setWidgetResizable(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    makePlain(*this);
}

QSize ListScroll::sizeHint() const {
    return widget()->sizeHint();
}

QSize ListScroll::minimumSizeHint() const {
    const QSize list = widget()->minimumSizeHint();
    return {list.width(), std::min(list.height(), rowHeight)};
}

bool ListScroll::eventFilter(QObject *object, QEvent *event) {
    if (event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(object, event);
}

} // namespace vouch::ui
