// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/field_note.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace vouch::ui {

namespace {

constexpr int noteMarkSize = 16;
constexpr int gap = 8;

QColor accentColor(const QPalette &palette) {
    return toneColor(Tone::Accent, palette);
}
QColor soonColor(const QPalette &palette) {
    return toneColor(Tone::Soon, palette);
}
QColor stopColor(const QPalette &palette) {
    return toneColor(Tone::Stop, palette);
}

} // namespace

FieldNote::FieldNote(QWidget *field, QWidget *parent)
    : QWidget(parent), field_(field), label_(new TonedLabel(mutedColor, {}, this)),
      color_(mutedColor) {
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label_);
    label_->setMinimumHeight(noteMarkSize);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred); // or a form would narrow it
    clear();
}

void FieldNote::clear() {
    setMessage({}, "", mutedColor);
}

void FieldNote::tell(const QString &text) {
    setMessage(text, "", mutedColor);
}

void FieldNote::allow(const QString &text) {
    setMessage(text, "marks-16/allowed", accentColor);
}

void FieldNote::warn(const QString &text) {
    setMessage(text, "marks-16/warning", soonColor);
}

void FieldNote::refuse(const QString &text) {
    setMessage(text, "marks-16/refused", stopColor);
}

void FieldNote::setMessage(const QString &text, const char *mark, TonedLabel::Color color) {
    const bool isNew = text != label_->text() && !text.isEmpty();
    mark_ = mark;
    color_ = color;
    label_->setText(text);
    label_->setColor(color);
    const int start = mark_.isEmpty() ? 0 : noteMarkSize + gap;
    layout()->setContentsMargins(isRightToLeft() ? 0 : start, 0, isRightToLeft() ? start : 0, 0);
    setVisible(!text.isEmpty());
    if (field_ != nullptr)
        field_->setAccessibleDescription(text);
    if (isNew && isVisible() && !mark_.isEmpty()) {
        announce(label_);
        QTimer::singleShot(0, this, &FieldNote::scrollIntoSight); // once it has its place
    }
    update();
}

void FieldNote::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    if (!mark_.isEmpty()) // a scroll bar that appears makes it higher
        QTimer::singleShot(0, this, &FieldNote::scrollIntoSight);
}

void FieldNote::scrollIntoSight() {
    for (QWidget *above = parentWidget(); above != nullptr && isVisible();
         above = above->parentWidget())
        if (auto *area = qobject_cast<QScrollArea *>(above))
            area->ensureWidgetVisible(this, 0, 0);
}

void FieldNote::paintEvent(QPaintEvent *) {
    if (mark_.isEmpty())
        return;
    QPainter painter(this);
    // Beside the first line.
    const qreal top = std::max(0, (fontMetrics().height() - noteMarkSize) / 2 + 1);
    const qreal left = isRightToLeft() ? width() - noteMarkSize : 0;
    paintTinted(painter, QString::fromLatin1(mark_), QRectF(left, top, noteMarkSize, noteMarkSize),
                color_(palette()));
}

QWidget *inRoom(FieldNote *note, int height) {
    auto *room = new QWidget;
    auto *column = new QVBoxLayout(room);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(note);
    column->addStretch();
    room->setMinimumHeight(height);
    return room;
}

} // namespace vouch::ui
