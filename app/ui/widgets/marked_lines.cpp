// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/marked_lines.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"
#include "ui/widgets/toned_label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int markSize = 16;
constexpr int markGap = 10;

struct MarkLook {
    QString drawing;
    TonedLabel::Color color;
};

MarkLook lookOf(MarkedLines::Mark mark) {
    switch (mark) {
    case MarkedLines::Mark::Allowed:
        return {u"marks-16/allowed"_s,
                [](const QPalette &palette) { return toneColor(Tone::Accent, palette); }};
    case MarkedLines::Mark::Refused:
        return {u"marks-16/refused"_s,
                [](const QPalette &palette) { return toneColor(Tone::Stop, palette); }};
    case MarkedLines::Mark::Warning:
        return {u"marks-16/warning"_s,
                [](const QPalette &palette) { return toneColor(Tone::Soon, palette); }};
    case MarkedLines::Mark::None: // never painted
    case MarkedLines::Mark::Quiet:
        break;
    }
    return {u"marks-16/quiet"_s, mutedColor};
}

} // namespace

MarkedLines::MarkedLines(Mark mark, const QString &first, const QString &second, QWidget *parent)
    : QWidget(parent), mark_(mark),
      first_(new TonedLabel(
          [](const QPalette &palette) { return palette.color(QPalette::WindowText); }, first,
          this)),
      lines_(new QVBoxLayout) {
    auto *row = new QHBoxLayout(this); // mirrored in right-to-left layouts
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    if (mark != Mark::None)
        row->addSpacing(markSize + markGap);
    row->addLayout(lines_, 1);
    lines_->setSpacing(2);
    lines_->addWidget(first_);
    if (second.isEmpty())
        return;
    auto *label = new TonedLabel(mutedColor, second, this);
    label->setFont(scaledFont(font(), 0.92));
    lines_->addWidget(label);
}

void MarkedLines::add(QWidget *widget) {
    lines_->addSpacing(4);
    lines_->addWidget(widget, 0, Qt::AlignLeading);
}

void MarkedLines::addText(QLabel *text) {
    lines_->addSpacing(2);
    lines_->addWidget(text);
}

void MarkedLines::stress() {
    first_->setFont(scaledFont(font(), 1, QFont::DemiBold));
    first_->setColor(lookOf(mark_).color);
}

void MarkedLines::paintEvent(QPaintEvent *) {
    if (mark_ == Mark::None)
        return;
    QPainter painter(this);
    const auto [drawing, color] = lookOf(mark_);
    const qreal top = std::max(0, (first_->fontMetrics().height() - markSize) / 2 + 1);
    const qreal left = isRightToLeft() ? width() - markSize : 0;
    paintTinted(painter, drawing, QRectF(left, top, markSize, markSize), color(palette()));
}

} // namespace vouch::ui
