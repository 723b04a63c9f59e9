// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/text_label.h"

#include "ui/widgets/plain_text.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <cmath>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

ElidedLabel::ElidedLabel(Qt::TextElideMode mode, QWidget *parent) : QLabel(parent), mode_(mode) {
    setTextFormat(Qt::PlainText); // it may show untrusted names
}

QSize ElidedLabel::minimumSizeHint() const {
    constexpr int minCharacters = 4;
    const int minWidth = fontMetrics().averageCharWidth() * minCharacters;
    const QSize usual = QLabel::minimumSizeHint();
    return {std::min(minWidth, usual.width()), usual.height()};
}

bool ElidedLabel::event(QEvent *event) {
    if (event->type() != QEvent::ToolTip || !toolTip().isEmpty())
        return QLabel::event(event);
    const bool fits = fontMetrics().horizontalAdvance(text()) <= contentsRect().width();
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(),
                       fits ? QString() : plainToolTip(text()), this);
    return true;
}

void ElidedLabel::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    const QString shown = fontMetrics().elidedText(text(), mode_, contentsRect().width());
    style()->drawItemText(&painter, contentsRect(), int(alignment()) | Qt::TextSingleLine,
                          palette(), isEnabled(), shown, foregroundRole());
}

WrappedLabel::WrappedLabel(QWidget *parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
}

DigitsLabel::DigitsLabel(QWidget *parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void DigitsLabel::setText(const QString &text) {
    if (text == text_)
        return;
    text_ = text;
    updateGeometry();
    update();
}

qreal DigitsLabel::layOut(const std::function<void(qreal, const QString &)> &draw) const {
    const QFontMetricsF metrics(font());
    if (text_.isRightToLeft()) { // its parts run from right to left
        draw(0, text_);
        return metrics.horizontalAdvance(text_);
    }
    qreal cell = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        cell = std::max(cell, metrics.horizontalAdvance(QChar(digit)));
    qreal x = 0;
    for (qsizetype at = 0; at < text_.size();) {
        const bool isDigit = text_[at].isDigit();
        qsizetype end = at + 1;
        while (!isDigit && end < text_.size() && !text_[end].isDigit())
            ++end;
        const QString part = text_.sliced(at, end - at);
        const qreal width = metrics.horizontalAdvance(part);
        const qreal room = isDigit ? cell : width;
        draw(x + (room - width) / 2, part);
        x += room;
        at = end;
    }
    return x;
}

QSize DigitsLabel::sizeHint() const {
    const qreal width = layOut([](qreal, const QString &) {});
    return {int(std::ceil(width)), fontMetrics().height()};
}

void DigitsLabel::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const int baseline = fontMetrics().ascent();
    layOut([&](qreal x, const QString &part) { painter.drawText(QPointF(x, baseline), part); });
}

} // namespace vouch::ui
