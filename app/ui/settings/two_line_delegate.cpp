// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/two_line_delegate.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"

#include <QPainter>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int minRowHeight = 44;
constexpr int markSize = 16;
constexpr int markGap = 10;
constexpr int rightGap = 8;

QFont secondFont(const QFont &font) {
    return scaledFont(font, 0.92);
}

/// The palette as the functions for our colors expect it: what is behind a row is its Window.
QPalette rowPalette(const QStyleOptionViewItem &option) {
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    QPalette palette = option.palette;
    palette.setColor(QPalette::Window,
                     palette.color(isSelected ? QPalette::Highlight : QPalette::Base));
    palette.setColor(QPalette::WindowText,
                     palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    return palette;
}

} // namespace

QFont TwoLineDelegate::firstFont(const QFont &font) {
    return scaledFont(font, 1, QFont::Medium);
}

int TwoLineDelegate::rowHeight(const QFont &font) {
    const int lines =
        QFontMetrics(firstFont(font)).height() + QFontMetrics(secondFont(font)).height();
    return std::max(minRowHeight, lines + 2 * rowPadding);
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const {
    return {0, rowHeight(option.font)};
}

void TwoLineDelegate::paintLine(QPainter &painter, const QStyleOptionViewItem &option,
                                const QRect &box, const QFont &font, const QString &text,
                                Qt::Alignment side) {
    painter.setFont(font);
    painter.drawText(QStyle::visualRect(option.direction, option.rect, box),
                     int(QStyle::visualAlignment(option.direction, side) | Qt::AlignVCenter) |
                         Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, box.width()));
}

void TwoLineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const {
    const QPalette palette = rowPalette(option);
    const QFont firstLine = firstFont(option.font);
    const QFont secondLine = secondFont(option.font);
    const int firstHeight = QFontMetrics(firstLine).height();
    const int secondHeight = QFontMetrics(secondLine).height();
    const QString drawing = index.data(Drawing).toString();
    const bool isRefused = drawing == "marks-16/refused"_L1;
    const QColor muted = mutedColor(palette);
    const QColor tone = drawing == "marks-16/quiet"_L1
                            ? muted
                            : toneColor(isRefused ? Tone::Stop : Tone::Accent, palette);
    QRect inside = option.rect.adjusted(sidePadding, 0, -sidePadding, 0);
    const int top = inside.top() + (inside.height() - firstHeight - secondHeight) / 2;

    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, palette.color(QPalette::Window));
    if (!drawing.isEmpty()) {
        const QRect mark(inside.left(), top + (firstHeight - markSize) / 2, markSize, markSize);
        painter->setRenderHint(QPainter::Antialiasing);
        paintTinted(*painter, drawing, QStyle::visualRect(option.direction, option.rect, mark),
                    tone);
        painter->setRenderHint(QPainter::Antialiasing, false);
        inside.setLeft(inside.left() + markSize + markGap);
    }
    const QString right = index.data(Right).toString();
    const int rightWidth =
        right.isEmpty() ? 0 : QFontMetrics(secondLine).horizontalAdvance(right) + 1;
    const int firstWidth = inside.width() - (right.isEmpty() ? 0 : rightWidth + rightGap);
    painter->setPen(palette.color(QPalette::WindowText));
    paintLine(*painter, option, {inside.left(), top, firstWidth, firstHeight}, firstLine,
              index.data().toString());
    painter->setPen(muted);
    paintLine(*painter, option, {inside.right() + 1 - rightWidth, top, rightWidth, firstHeight},
              secondLine, right, Qt::AlignRight);
    painter->setPen(isRefused ? tone : muted);
    paintLine(*painter, option, {inside.left(), top + firstHeight, inside.width(), secondHeight},
              secondLine, index.data(Second).toString());
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(palette.color(QPalette::WindowText), 1, Qt::DotLine));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

} // namespace vouch::ui
