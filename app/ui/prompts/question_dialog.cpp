// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/question_dialog.h"

#include "ui/prompts/question_page.h"
#include "ui/prompts/requester_bar.h"
#include "ui/text/question_text.h"
#include "ui/text/sign_in_text.h"
#include "ui/widgets/accessible.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace vouch::ui {

using namespace std::chrono_literals;

namespace {

constexpr int margin = 24;
constexpr int bottomMargin = 16;
constexpr int minWidth = 440;
constexpr int maxWidth = 560;
constexpr qreal usualFontHeight = 20; ///< the widths grow with a larger font
constexpr int buttonHeight = 32;
constexpr int buttonPadding = 28;
constexpr int buttonSpacing = 8;
/// Left free on a low screen for the title bar and the desktop's panel.
constexpr int screenMargin = 64;
/// Within this time, the desktop brings a window to the front if it allows that at all.
constexpr auto activationTime = 500ms;

void name(QPushButton *button, const QString &text) {
    button->setText(text);
    button->setMinimumSize(button->fontMetrics().horizontalAdvance(QString(text).remove(u'&')) +
                               buttonPadding,
                           buttonHeight);
    button->setIcon(QIcon()); // which some styles add
}

/// Makes the layouts measure their widgets now instead of in the next pass of the event loop.
void invalidateLayouts(QWidget &page) {
    for (const QWidget *part : page.findChildren<QWidget *>())
        part->ensurePolished();
    for (QLayout *layout : page.findChildren<QLayout *>())
        layout->invalidate();
}

} // namespace

QuestionDialog::QuestionDialog(Clock &clock, std::function<InputGuard::Instant()> ticks)
    : requesterBar_(new RequesterBar(this)),
      scroll_(new QScrollArea(this)), pages_{codePage(clock, this), choicePage(this),
                                             permissionPage(this), keysPage(this)},
      buttons_(new QDialogButtonBox(this)), guard_(this, std::move(ticks)) {
    setWindowFlag(Qt::WindowContextHelpButtonHint, false);
    refuse_ = buttons_->addButton(QString(), QDialogButtonBox::RejectRole);
    accept_ = buttons_->addButton(QString(), QDialogButtonBox::AcceptRole);
    connect(refuse_, &QPushButton::clicked, this, &QuestionDialog::reject);
    connect(accept_, &QPushButton::clicked, this, &QuestionDialog::accept);
    layOut();
    for (const QuestionPage *page : pages_) {
        connect(page, &QuestionPage::edited, this, &QuestionDialog::showButtons);
        connect(page, &QuestionPage::accepted, this, &QuestionDialog::accept);
    }
    guard_.setOpener(accept_);
    connect(&guard_, &InputGuard::changed, this, &QuestionDialog::showButtons);
    connect(&guard_, &InputGuard::openedByKey, this, &QuestionDialog::unlockInput);
    front_.setSingleShot(true);
    front_.setInterval(activationTime);
    connect(&front_, &QTimer::timeout, this, &QuestionDialog::checkInFront);
}

void QuestionDialog::layOut() {
    auto *inside = new QWidget;
    auto *pages = new QVBoxLayout(inside);
    pages->setContentsMargins(0, 0, 0, 0);
    for (QuestionPage *page : pages_) {
        page->hide();
        pages->addWidget(page);
    }
    scroll_->setWidget(inside);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
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
    setTabOrder(accept_, refuse_);
    setTabOrder(refuse_, requesterBar_->link());
    setTabOrder(requesterBar_->link(), requesterBar_->others());
}

void QuestionDialog::showQuestion(const Questions::Question &question) {
    const bool isFirst = question_.requesters.isEmpty();
    const bool isNew = isFirst || !isSameQuestion(question_, question);
    const bool joined = question.requesters.size() > question_.requesters.size();
    if (isNew && !isFirst)
        page()->wipe(); // an answer must not carry over to the next question
    const Questions::Question before = std::exchange(question_, question);
    for (QuestionPage *each : pages_)
        each->setVisible(each == page());
    page()->setQuestion(question_);
    requesterBar_->setRequesters(question_.requesters, {});
    if (isNew)
        begin();
    else if (before.isBusy && !question_.isBusy && !question_.note.isEmpty())
        guard_.close(); // wrong answer: the next one must be deliberate
    else if (joined && guard_.opensByItself() && !hasTypedText())
        guard_.settle(); // the window changed while the user may be typing
    fit();
    showButtons();
    if (!isVisible())
        return;
    if (isNew || before.isBusy != question_.isBusy)
        focusInput();
    if (isNew)
        announce(page()->title(), page()->title()->text());
    if (!question_.note.isEmpty() && (isNew || question_.note != before.note || before.isBusy))
        announce(page()->note(), question_.note);
    if (isNew)
        front_.start();
}

void QuestionDialog::begin() {
    const QuestionText text = questionText(question_);
    setWindowTitle(text.window);
    name(refuse_, text.refuse);
    name(accept_, text.accept);
    isAwaited(question_.requesters) ? guard_.settle() : guard_.close();
    wholeSize_ = {};
}

/// As high as the question needs; the height never shrinks while the question is the same.
void QuestionDialog::fit() {
    const QRect available = screen()->availableGeometry();
    ensurePolished();
    requesterBar_->fit();
    const qreal larger = std::max(1.0, fontMetrics().height() / usualFontHeight);
    const int narrowest = int(minWidth * larger), widest = int(maxWidth * larger);
    page()->fit(narrowest);
    const int title = page()->title()->fontMetrics().horizontalAdvance(page()->title()->text());
    const int buttons =
        2 * margin + buttonSpacing + refuse_->sizeHint().width() + accept_->sizeHint().width();
    invalidateLayouts(*page());
    const int contents = page()->minimumSizeHint().width();
    const int wanted = std::clamp(title + 2 * margin + 2, narrowest, widest);
    const int onScreen = std::max(minWidth, available.width() - screenMargin);
    const int width = std::max({std::min(wanted, onScreen), buttons, contents});
    page()->fit(width);
    const int row = std::max(buttonHeight, refuse_->sizeHint().height());
    invalidateLayouts(*page());
    const int content = std::max(page()->layout()->totalHeightForWidth(width),
                                 page()->layout()->totalMinimumSize().height());
    const int height = requesterBar_->height() + content + row + bottomMargin;
    wholeSize_ = QSize(width, std::max(height, wholeSize_.height()));
    setFixedSize(wholeSize_.boundedTo(QSize(width, available.height() - screenMargin)));
}

void QuestionDialog::present(bool byUser) {
    const bool takesFocus = byUser || isAwaited(question_.requesters);
    setAttribute(Qt::WA_ShowWithoutActivating, !takesFocus);
    if (!isVisible() || byUser)
        takesFocus ? guard_.settle() : guard_.close();
    QDialog::show();
    raise();
    if (takesFocus)
        activateWindow();
    front_.start();
}

void QuestionDialog::dismiss() {
    page()->wipe();
    front_.stop();
    question_ = {};
    Q_EMIT attentionOver();
    hide();
}

void QuestionDialog::showButtons() {
    const bool unlocks = needsUnlock();
    name(accept_, !unlocks                       ? questionText(question_).accept
                  : question_.kind == Kind::Keys ? tr("&Enter keys")
                                                 : tr("&Enter code"));
    accept_->setEnabled(unlocks || (!question_.isBusy && page()->isComplete()));
    // An accidental Enter must never grant anything.
    accept_->setDefault(!refusesByDefault());
    refuse_->setDefault(refusesByDefault());
}

void QuestionDialog::focusInput() {
    QWidget *input = page()->input();
    if (input != nullptr && input->isEnabled())
        input->setFocus();
    else if (refusesByDefault() && !question_.isBusy)
        refuse_->setFocus();
    else // on Cancel, a second Enter would press the button
        page()->setFocus();
    scroll_->ensureWidgetVisible(input != nullptr ? input : page()->title());
}

void QuestionDialog::accept() {
    if (needsUnlock())
        return unlockInput();
    if (question_.isBusy || !page()->isComplete())
        return;
    Q_EMIT answered(page()->take());
}

/// The user has to type something, but the guard still blocks the keyboard.
bool QuestionDialog::needsUnlock() const {
    return guard_.isClosed() && !question_.isBusy && !page()->isComplete() &&
           (question_.kind == Kind::Code || question_.kind == Kind::Keys);
}

/// Once typing has begun, another requester must not block the keyboard: a lost digit would make
/// the code wrong.
bool QuestionDialog::hasTypedText() const {
    const auto *field = qobject_cast<const QLineEdit *>(page()->input());
    return field != nullptr && !field->text().isEmpty();
}

void QuestionDialog::unlockInput() {
    guard_.open();
    if (QWidget *input = page()->input(); input != nullptr && input->isEnabled())
        input->setFocus(Qt::ShortcutFocusReason);
}

void QuestionDialog::reject() {
    page()->wipe();
    Q_EMIT declined(question_.number);
}

void QuestionDialog::checkInFront() {
    if (!isVisible() || isActiveWindow() || question_.requesters.isEmpty())
        return;
    QApplication::alert(this);
    Q_EMIT attentionNeeded(requesterText(question_.requesters.first(), {}).first,
                           questionText(question_).notice, question_.number);
}

void QuestionDialog::announce(QWidget *label, const QString &text) {
    ui::announce(label);
    Q_EMIT announced(text);
}

bool QuestionDialog::event(QEvent *event) {
    if (event->type() == QEvent::WindowActivate)
        Q_EMIT attentionOver();
    return QDialog::event(event);
}

void QuestionDialog::keyPressEvent(QKeyEvent *event) {
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter)
        return QDialog::keyPressEvent(event);
    if (refusesByDefault())
        reject();
    else
        accept();
}

void QuestionDialog::showEvent(QShowEvent *event) {
    QDialog::showEvent(event);
    focusInput();
    announce(page()->title(), page()->title()->text());
}

} // namespace vouch::ui
