// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/panel_scroll.h"

#include <QEvent>
#include <QLayout>

#include <algorithm>

namespace vouch::ui {

namespace {

constexpr qreal minRows = 1.5; ///< a row that is cut tells that there are more

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

void ColumnScroll::fit() {
    const QLayout *column = widget()->layout();
    const bool scrolls = std::max(column->minimumHeightForWidth(width()),
                                  widget()->minimumSizeHint().height()) > height();
    // With automatic policy a visible bar narrows the text, which wraps and keeps the bar needed.
    setVerticalScrollBarPolicy(scrolls ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    const QSize room = viewport()->size();
    // All of it, so that no list scrolls inside of what scrolls.
    widget()->resize(room.width(), scrolls ? std::max(column->totalHeightForWidth(room.width()),
                                                      widget()->sizeHint().height())
                                           : room.height());
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
    const QLayoutItem *row = widget()->layout()->itemAt(0);
    const int height = row == nullptr ? 0 : int(minRows * row->minimumSize().height());
    return {list.width(), std::min(list.height(), height)};
}

bool ListScroll::eventFilter(QObject *object, QEvent *event) {
    if (event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(object, event);
}

void settle(QWidget &widget) {
    widget.ensurePolished();
    for (QObject *child : widget.children()) {
        if (child->isWidgetType() && !static_cast<QWidget *>(child)->isWindow())
            settle(*static_cast<QWidget *>(child));
    }
    if (widget.layout() != nullptr)
        widget.layout()->activate();
    widget.updateGeometry();
}

} // namespace vouch::ui
