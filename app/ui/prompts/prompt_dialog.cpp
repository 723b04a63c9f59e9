// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/prompt_dialog.h"

#include "ui/prompts/requester_bar.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/reading_order.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace vouch::ui {

using namespace std::chrono_literals;

namespace {

constexpr int bottomMargin = 16;
constexpr int buttonHeight = 32;
constexpr int buttonPadding = 28;
constexpr int buttonSpacing = 8;
/// Within this time, the desktop brings a window to the front if it allows that at all.
constexpr auto activationTime = 500ms;

} // namespace

PromptDialog::PromptDialog(std::function<InputGuard::Instant()> ticks)
    : requesterBar_(new RequesterBar(this)), scroll_(new QScrollArea(this)),
      buttons_(new QDialogButtonBox(this)), reject_(addButton(QDialogButtonBox::RejectRole)),
      accept_(addButton(QDialogButtonBox::AcceptRole)), guard_(this, std::move(ticks)) {
    setWindowFlag(Qt::WindowContextHelpButtonHint, false);
    connect(reject_, &QPushButton::clicked, this, &PromptDialog::reject);
    connect(accept_, &QPushButton::clicked, this, &PromptDialog::accept);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->viewport()->setAutoFillBackground(false);
    buttons_->layout()->setSpacing(buttonSpacing);
    auto *buttonRow = new QVBoxLayout;
    buttonRow->setContentsMargins(margin, 0, margin, bottomMargin);
    buttonRow->addWidget(buttons_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(requesterBar_);
    layout->addWidget(scroll_, 1);
    layout->addLayout(buttonRow);
    guard_.setOpener(accept_);
    connect(&guard_, &InputGuard::changed, this, [this] { showButtons(); });
    connect(&guard_, &InputGuard::openedByKey, this, &PromptDialog::unlockInput);
    front_.setSingleShot(true);
    front_.setInterval(activationTime);
    connect(&front_, &QTimer::timeout, this, &PromptDialog::checkInFront);
}

void PromptDialog::setPage(QWidget *page) {
    scroll_->setWidget(page);
    page->setAutoFillBackground(false); // which QScrollArea::setWidget() turns on
}

QPushButton *PromptDialog::addButton(QDialogButtonBox::ButtonRole role) {
    return buttons_->addButton(QString(), role);
}

void PromptDialog::setText(QPushButton *button, const QString &text) {
    button->setText(text);
    button->setMinimumSize(button->fontMetrics().horizontalAdvance(QString(text).remove(u'&')) +
                               buttonPadding,
                           buttonHeight);
    button->setIcon(QIcon()); // which some styles add
}

int PromptDialog::rowWidth(std::initializer_list<const QPushButton *> buttons) {
    int width = 2 * margin + (int(buttons.size()) - 1) * buttonSpacing;
    for (const QPushButton *button : buttons)
        width += std::max(button->minimumWidth(), button->sizeHint().width());
    return width;
}

void PromptDialog::fitTo(int width, int pageHeight, int minHeight) {
    const int row = std::max(buttonHeight, reject_->sizeHint().height());
    const int height = requesterBar_->height() + pageHeight + row + bottomMargin;
    wholeSize_ = QSize(width, std::max(height, minHeight));
    const int room = roomOnScreen(this).height();
    const bool scrolls = wholeSize_.height() > room; // beside the page, not over it
    const int bar = scrolls ? scroll_->verticalScrollBar()->sizeHint().width() : 0;
    setFixedSize(width + bar, std::min(wholeSize_.height(), room));
}

void PromptDialog::scrollTo(QWidget *widget) {
    scroll_->ensureWidgetVisible(widget);
}

bool PromptDialog::hasTypedText() const {
    const auto *field = qobject_cast<const QLineEdit *>(input());
    return field != nullptr && !field->text().isEmpty();
}

void PromptDialog::guardAgain() {
    if (guard_.opensByItself() && !hasTypedText())
        guard_.settle();
}

void PromptDialog::unlockInput() {
    guard_.open();
    if (QWidget *widget = input(); widget != nullptr && widget->isEnabled())
        widget->setFocus(Qt::ShortcutFocusReason);
}

void PromptDialog::openWindow(bool takesFocus, bool byUser) {
    setAttribute(Qt::WA_ShowWithoutActivating, !takesFocus);
    if (!isVisible() || byUser)
        takesFocus ? guard_.settle() : guard_.close();
    show();
    raise();
    if (takesFocus)
        activateWindow();
    expectInFront();
}

void PromptDialog::closeWindow() {
    endAttention();
    hide();
}

void PromptDialog::endAttention() {
    front_.stop();
    Q_EMIT attentionOver();
}

void PromptDialog::checkInFront() {
    if (!isVisible() || isActiveWindow() || requesters().isEmpty())
        return;
    QApplication::alert(this);
    requestAttention();
}

void PromptDialog::announce(QLabel *label, const QString &text) {
    ui::announce(label);
    Q_EMIT announced(text);
}

bool PromptDialog::event(QEvent *event) {
    if (event->type() == QEvent::WindowActivate)
        Q_EMIT attentionOver();
    return QDialog::event(event);
}

bool PromptDialog::focusNextPrevChild(bool next) {
    if (!focusInReadingOrder(this, next))
        return false;
    if (scroll_->isAncestorOf(focusWidget()))
        scrollTo(focusWidget());
    return true;
}

void PromptDialog::keyPressEvent(QKeyEvent *event) {
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QDialog::keyPressEvent(event);
    if (QPushButton *button = defaultButton(); button->isVisible())
        button->click();
}

void PromptDialog::showEvent(QShowEvent *event) {
    QDialog::showEvent(event);
    focusInput();
    announce(title(), title()->text());
}

} // namespace vouch::ui
