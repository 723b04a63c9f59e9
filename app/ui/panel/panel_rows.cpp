// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/panel_rows.h"

#include "ui/panel/panel_layout.h"
#include "ui/panel/panel_section.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QStyle>
#include <QStyleOptionFocusRect>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int minHeight = 44;
constexpr int padding = 4;
constexpr int dotSize = 9;
constexpr int gap = 10;      ///< between the mark and the text
constexpr int numberGap = 6; ///< a number is narrower than a mark
constexpr int rightGap = 8;

} // namespace

RowWidget::RowWidget(QWidget *parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleRole(this, QAccessible::ListItem);
}

void RowWidget::setRow(const TwoLineRow &row) {
    if (row == row_)
        return;
    row_ = row;
    setAccessibleName(row.spoken);
    updateGeometry();
    update();
}

QFont RowWidget::firstFont() const {
    return scaledFont(font(), 1, QFont::Medium);
}

QFont RowWidget::smallFont() const {
    return scaledFont(font(), 0.92);
}

QSize RowWidget::minimumSizeHint() const {
    const int lines = QFontMetrics(firstFont()).height() + QFontMetrics(smallFont()).height();
    return {sectionMarkSize + gap + 8 * fontMetrics().averageCharWidth(),
            std::max(minHeight, lines + 2 * padding)};
}

QSize RowWidget::sizeHint() const {
    const QFontMetricsF first(firstFont()); // rounding each width down could elide text
    const QFontMetricsF small(smallFont());
    qreal width = first.horizontalAdvance(row_.first);
    if (!row_.right.isEmpty())
        width += rightGap + small.horizontalAdvance(row_.right) + 1;
    width = std::max(width, small.horizontalAdvance(row_.second));
    return {sectionMarkSize + gap + int(std::ceil(width)) + 1, minimumSizeHint().height()};
}

bool RowWidget::event(QEvent *event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    QStringList lines;
    if (!fits())
        lines = QStringList{row_.first, row_.second};
    if (!row_.details.isEmpty())
        lines.append(row_.details);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(),
                       plainToolTip(lines.join(u'\n')), this);
    return true;
}

void RowWidget::paintMark(QPainter &painter, const QRect &cell) const {
    using Mark = TwoLineRow::Mark;
    const QColor accent = toneColor(Tone::Accent, palette());
    QRectF square(0, 0, sectionMarkSize, sectionMarkSize);
    square.moveCenter(QRectF(cell).center());
    switch (row_.mark) {
    case Mark::Allowed:
        return paintTinted(painter, u"marks-16/allowed"_s, square, accent);
    case Mark::Refused:
        return paintTinted(painter, u"marks-16/refused"_s, square,
                           toneColor(Tone::Stop, palette()));
    case Mark::Quiet:
        return paintTinted(painter, u"marks-16/quiet"_s, square, mutedColor(palette()));
    case Mark::Waiting: {
        QRectF dot(0, 0, dotSize, dotSize);
        dot.moveCenter(square.center());
        painter.setPen(Qt::NoPen);
        painter.setBrush(accent);
        painter.drawEllipse(dot);
        return;
    }
    case Mark::Number:
        painter.setPen(accent);
        painter.setFont(scaledFont(font(), 1, QFont::DemiBold));
        painter.drawText(
            cell, int(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)),
            locale().toString(row_.number));
        return;
    }
}

void RowWidget::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetrics first(firstFont());
    const QFontMetrics small(smallFont());
    const int top = (height() - first.height() - small.height()) / 2;
    const int indent = sectionMarkSize + (row_.mark == TwoLineRow::Mark::Number ? numberGap : gap);
    const int rightWidth = row_.right.isEmpty() ? 0 : small.horizontalAdvance(row_.right) + 1;
    const int firstWidth = width() - indent - (rightWidth > 0 ? rightWidth + rightGap : 0);
    // Laid out left to right, then mirrored for right-to-left languages.
    const auto mirrored = [this](const QRect &box) {
        return QStyle::visualRect(layoutDirection(), rect(), box);
    };
    const auto text = [&](const QRect &box, Qt::Alignment alignment, const QFont &font,
                          const QColor &color, const QString &line) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(mirrored(box),
                         int(QStyle::visualAlignment(layoutDirection(), alignment)) |
                             Qt::TextSingleLine,
                         QFontMetrics(font).elidedText(line, Qt::ElideRight, box.width()));
    };
    paintMark(painter, mirrored({0, top, sectionMarkSize, first.height()}));
    const QColor muted = mutedColor(palette());
    text({indent, top, firstWidth, first.height()}, Qt::AlignLeft, firstFont(),
         palette().color(QPalette::WindowText), row_.first);
    text({width() - rightWidth, top + (first.height() - small.height()) / 2, rightWidth,
          small.height()},
         Qt::AlignRight, smallFont(), muted, row_.right);
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        focus.backgroundColor = palette().color(QPalette::Window);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
    const bool refused = row_.mark == TwoLineRow::Mark::Refused;
    text({indent, top + first.height(), width() - indent, small.height()}, Qt::AlignLeft,
         smallFont(), refused ? toneColor(Tone::Stop, palette()) : muted, row_.second);
}

void RowWidget::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
        Q_EMIT moveWanted(event->key() == Qt::Key_Down ? 1 : -1);
    else
        QWidget::keyPressEvent(event);
}

void RowWidget::focusInEvent(QFocusEvent *event) {
    QWidget::focusInEvent(event);
    update();
    for (QWidget *above = parentWidget(); above != nullptr; above = above->parentWidget())
        if (auto *area = qobject_cast<QScrollArea *>(above))
            area->ensureWidgetVisible(this, 0, 0);
}

void RowWidget::focusOutEvent(QFocusEvent *event) {
    QWidget::focusOutEvent(event);
    update();
}

RowList::RowList(QWidget *parent) : QWidget(parent), layout_(new QVBoxLayout(this)) {
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(0);
    setAccessibleRole(this, QAccessible::List);
}

void RowList::setRows(const QList<TwoLineRow> &rows) {
    while (rows_.size() > rows.size())
        delete rows_.takeLast();
    while (rows_.size() < rows.size()) {
        QWidget *before = rows_.isEmpty() ? static_cast<QWidget *>(this) : rows_.last();
        rows_.append(new RowWidget(this));
        tabAfter(before, rows_.last());
        layout_->addWidget(rows_.last());
        connect(rows_.last(), &RowWidget::moveWanted, this,
                [this, row = rows_.size() - 1](int by) { move(row, by); });
        rows_.last()->show(); // the layout would show it only in the event loop
    }
    for (qsizetype i = 0; i < rows.size(); ++i)
        rows_[i]->setRow(rows[i]);
    if (std::ranges::none_of(
            rows_, [](const RowWidget *row) { return row->focusPolicy() == Qt::TabFocus; }))
        setStop(0);
}

void RowList::move(qsizetype from, int by) {
    const qsizetype to = std::clamp<qsizetype>(from + by, 0, rows_.size() - 1);
    setStop(to);
    rows_[to]->setFocus(Qt::OtherFocusReason);
}

void RowList::setStop(qsizetype row) {
    for (qsizetype i = 0; i < rows_.size(); ++i)
        rows_[i]->setFocusPolicy(i == row ? Qt::TabFocus : Qt::NoFocus);
}

} // namespace vouch::ui
