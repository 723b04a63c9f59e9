// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/question_dialog.h"

#include "ui/prompts/prompt_layout.h"
#include "ui/prompts/question_page.h"
#include "ui/prompts/requester_bar.h"
#include "ui/text/question_text.h"
#include "ui/text/sign_in_text.h"
#include "ui/widgets/on_screen.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace vouch::ui {

namespace {

constexpr qreal usualFontHeight = 20; ///< the widths grow with a larger font

/// Makes the layouts measure their widgets now instead of in the next pass of the event loop.
void invalidateLayouts(QWidget &page) {
    for (const QWidget *part : page.findChildren<QWidget *>())
        part->ensurePolished();
    for (QLayout *layout : page.findChildren<QLayout *>())
        layout->invalidate();
}

} // namespace

QuestionDialog::QuestionDialog(Clock &clock, std::function<InputGuard::Instant()> ticks)
    : PromptDialog(std::move(ticks)), pages_{codePage(clock, this), choicePage(this),
                                             permissionPage(this), keysPage(this)} {
    auto *inside = new QWidget;
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QuestionPage *page : pages_) {
        page->hide();
        layout->addWidget(page);
        connect(page, &QuestionPage::edited, this, &QuestionDialog::showButtons);
        connect(page, &QuestionPage::accepted, this, &QuestionDialog::accept);
    }
    setPage(inside);
}

QLabel *QuestionDialog::title() const {
    return page()->title();
}

QWidget *QuestionDialog::input() const {
    return page()->input();
}

/// An accidental Enter must never grant anything.
QPushButton *QuestionDialog::defaultButton() const {
    return question_.kind == Kind::Permission ? rejectButton() : acceptButton();
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
    requesterBar()->setRequesters(question_.requesters, {});
    if (isNew)
        begin();
    else if (before.isBusy && !question_.isBusy && !question_.note.isEmpty())
        guard().close(); // wrong answer: the next one must be deliberate
    else if (joined)
        guardAgain();
    setText(rejectButton(), questionText(question_).refuse); // others may have joined
    fit();
    showButtons();
    if (!isVisible())
        return;
    if (isNew || before.isBusy != question_.isBusy)
        focusInput();
    if (isNew)
        announce(title(), title()->text());
    if (!question_.note.isEmpty() && (isNew || question_.note != before.note || before.isBusy))
        announce(page()->note(), question_.note);
    if (isNew)
        expectInFront();
}

void QuestionDialog::begin() {
    const QuestionText text = questionText(question_);
    setWindowTitle(text.window);
    setText(acceptButton(), text.accept);
    isAwaited(question_.requesters) ? guard().settle() : guard().close();
    minHeight_ = 0;
}

/// As high as the question needs; the height never shrinks while the question is the same.
void QuestionDialog::fit() {
    ensurePolished();
    requesterBar()->fit();
    const qreal larger = std::max(1.0, fontMetrics().height() / usualFontHeight);
    const int narrowest = int(minPromptWidth * larger), widest = int(maxPromptWidth * larger);
    page()->fit(narrowest);
    const int titleWidth = title()->fontMetrics().horizontalAdvance(title()->text());
    invalidateLayouts(*page());
    const int wanted = std::clamp(titleWidth + 2 * margin + 2, narrowest, widest);
    const int onScreen = std::max(minPromptWidth, roomOnScreen(this).width());
    const int width = std::max({std::min(wanted, onScreen), page()->minimumSizeHint().width(),
                                rowWidth({rejectButton(), acceptButton()})});
    page()->fit(width);
    invalidateLayouts(*page());
    fitTo(width,
          std::max(page()->layout()->totalHeightForWidth(width),
                   page()->layout()->totalMinimumSize().height()),
          minHeight_);
    minHeight_ = wholeSize().height();
}

void QuestionDialog::present(bool byUser) {
    openWindow(byUser || isAwaited(question_.requesters), byUser);
}

void QuestionDialog::dismiss() {
    page()->wipe();
    question_ = {};
    closeWindow();
}

void QuestionDialog::showButtons() {
    const bool unlocks = needsUnlock();
    setText(acceptButton(), !unlocks                       ? questionText(question_).accept
                            : question_.kind == Kind::Keys ? tr("&Enter keys")
                                                           : tr("&Enter code"));
    acceptButton()->setEnabled(unlocks || (!question_.isBusy && page()->isComplete()));
    acceptButton()->setDefault(defaultButton() == acceptButton());
    rejectButton()->setDefault(defaultButton() == rejectButton());
}

void QuestionDialog::focusInput() {
    QWidget *focus = input();
    if (focus == nullptr || !focus->isEnabled()) {
        // Not Cancel: a second Enter would press it.
        const bool refuses = defaultButton() == rejectButton() && !question_.isBusy;
        focus = refuses ? static_cast<QWidget *>(rejectButton()) : page();
    }
    focus->setFocus();
    scrollTo(input() != nullptr ? input() : title());
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
    return guard().isClosed() && !question_.isBusy && !page()->isComplete() &&
           (question_.kind == Kind::Code || question_.kind == Kind::Keys);
}

void QuestionDialog::reject() {
    page()->wipe();
    Q_EMIT declined(question_.number);
}

void QuestionDialog::requestAttention() {
    Q_EMIT attentionNeeded(requesterText(question_.requesters.first(), {}).first,
                           questionText(question_).notice, question_.number);
}

} // namespace vouch::ui
