// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/buttons.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace vouch::ui {

namespace {

constexpr int buttonPadding = 28;
constexpr int usualHeight = 32;
constexpr int betweenButtons = 8;
constexpr qreal smallFactor = 0.92;

/// Exactly as wide as its text, so that the text aligns with the margin; the style would indent it.
class FlatButton : public QToolButton {
public:
    using QToolButton::QToolButton;

    QSize sizeHint() const override {
        const QSize textSize = fontMetrics().size(Qt::TextShowMnemonic, text());
        return {std::max(textSize.width() + 2, minTarget), std::max(textSize.height(), minTarget)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    static constexpr int minTarget = 24; ///< minimum size for a pointer
};

/// As high as its text needs in a large font, even where a layout runs out of room.
class TextButton : public QPushButton {
public:
    TextButton(int minHeight, QWidget *parent) : QPushButton(parent), minHeight_(minHeight) {}

    QSize sizeHint() const override { return QPushButton::sizeHint().expandedTo({0, minHeight_}); }

private:
    int minHeight_;
};

void setColor(QWidget *widget, QPalette::ColorRole role, const QColor &color) {
    QPalette palette = widget->palette();
    palette.setColor(role, color);
    widget->setPalette(palette);
}

} // namespace

QPushButton *newButton(QWidget *parent, int minHeight) {
    auto *button = new TextButton(minHeight, parent);
    button->setAutoDefault(false);
    return button;
}

void setButtonText(QPushButton *button, const QString &text) {
    button->setText(text);
    const QSize textSize = button->fontMetrics().size(Qt::TextShowMnemonic, text);
    button->setMinimumWidth(textSize.width() + buttonPadding);
}

QPushButton *pushButton(const QString &text, QWidget *parent) {
    QPushButton *button = newButton(parent, usualHeight);
    button->setText(text);
    const int textWidth = button->fontMetrics().size(Qt::TextShowMnemonic, text).width();
    button->setMinimumWidth(std::max(80, textWidth + buttonPadding));
    return button;
}

QDialogButtonBox *answerButtons(QPushButton *confirm, QPushButton *leave) {
    auto *box = new QDialogButtonBox(confirm->parentWidget());
    box->layout()->setSpacing(betweenButtons);
    box->addButton(confirm, QDialogButtonBox::AcceptRole);
    box->addButton(leave, QDialogButtonBox::RejectRole);
    return box;
}

QToolButton *newFlatButton(const QString &text, QWidget *parent) {
    auto *button = new FlatButton(parent);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setText(text);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void makeSmall(QWidget *widget) {
    widget->setFont(scaledFont(widget->parentWidget()->font(), smallFactor));
}

void makeMuted(QWidget *widget) {
    setColor(widget, QPalette::WindowText, mutedColor(widget->parentWidget()->palette()));
}

void makeLink(QWidget *button) {
    setColor(button, QPalette::ButtonText, button->parentWidget()->palette().color(QPalette::Link));
}

void makeStrong(QWidget *widget, qreal factor) {
    widget->setFont(scaledFont(widget->parentWidget()->font(), factor, QFont::DemiBold));
}

} // namespace vouch::ui
