// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/url_field.h"

#include "ui/widgets/plain_text.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFrame>
#include <QToolTip>

namespace vouch::ui {

namespace {

constexpr int minFieldHeight = 32;
constexpr int textMargin = 2; // QLineEdit's own

} // namespace

UrlField::UrlField(QWidget *parent) : QLineEdit(parent) {
    setMinimumHeight(minFieldHeight);
}

QRect UrlField::textRect() const {
    QStyleOptionFrame option;
    initStyleOption(&option);
    return style()
        ->subElementRect(QStyle::SE_LineEditContents, &option, this)
        .adjusted(textMargin, 0, -textMargin, 0);
}

QString UrlField::shown() const {
    return fontMetrics().elidedText(text(), Qt::ElideMiddle, textRect().width());
}

bool UrlField::event(QEvent *event) {
    if (event->type() != QEvent::ToolTip)
        return QLineEdit::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(),
                       shown() == text() ? QString() : plainToolTip(text()), this);
    return true;
}

void UrlField::paintEvent(QPaintEvent *event) {
    const QString elided = shown();
    if (hasFocus() || elided == text())
        return QLineEdit::paintEvent(event);
    QStyleOptionFrame option;
    initStyleOption(&option);
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
    style()->drawItemText(&painter, textRect(), int(alignment()) | Qt::TextSingleLine, palette(),
                          isEnabled(), elided, QPalette::Text);
}

} // namespace vouch::ui
