// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/toned_label.h"

#include "ui/widgets/whole_names.h"

#include <QEvent>

namespace vouch::ui {

TonedLabel::TonedLabel(Color color, const QString &text, QWidget *parent)
    : QLabel(parent), color_(color) {
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    TonedLabel::setText(text);
    applyColor();
}

void TonedLabel::setText(const QString &text) {
    const bool namedItself = accessibleName().isEmpty() || accessibleName() == text_;
    text_ = text;
    const QString shown = withWholeNames(text);
    QLabel::setText(shown);
    if (namedItself) // for screen readers
        setAccessibleName(shown == text ? QString() : text);
}

void TonedLabel::setColor(Color color) {
    color_ = color;
    applyColor();
}

void TonedLabel::changeEvent(QEvent *event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColor();
}

void TonedLabel::applyColor() {
    // From the parent's palette: the label's own WindowText is what this sets.
    const QPalette behind = parentWidget() == nullptr ? QPalette() : parentWidget()->palette();
    const QColor wanted = color_(behind);
    QPalette own = palette();
    if (own.color(QPalette::Active, QPalette::WindowText) == wanted)
        return;
    own.setColor(QPalette::Active, QPalette::WindowText, wanted);
    own.setColor(QPalette::Inactive, QPalette::WindowText, wanted);
    setPalette(own);
}

} // namespace vouch::ui
