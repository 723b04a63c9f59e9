// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/prompting/questions.h"
#include "ui/prompts/prompt_dialog.h"

#include <array>
#include <chrono>

namespace vouch::ui {

class QuestionPage;

/// The window of a question: the requester, the question, and the answer. The size stays the same
/// for a question unless a note needs more room. QuestionPrompt connects the window to Questions.
class QuestionDialog : public PromptDialog {
    Q_OBJECT
public:
    /// `ticks` is the input guard's clock.
    explicit QuestionDialog(
        Clock &clock, std::function<InputGuard::Instant()> ticks = &std::chrono::steady_clock::now);

    /// Shows another question, or the current one with a new state.
    void showQuestion(const Questions::Question &question);
    /// Opens the window, in front of the others if the user is waiting for it and the desktop
    /// allows that. `byUser`: the user has just requested the window.
    void present(bool byUser);
    /// Closes the window without emitting declined().
    void dismiss();

Q_SIGNALS:
    void answered(const vouch::Questions::Answer &answer);
    /// The user declined the question with that number.
    void declined(quint64 number);
    /// The window with the question of that number did not come to the front: a notification has to
    /// alert the user.
    void attentionNeeded(const QString &title, const QString &text, quint64 number);

protected:
    const QList<Requester> &requesters() const override { return question_.requesters; }
    QLabel *title() const override;
    QWidget *input() const override;
    QPushButton *defaultButton() const override;
    void showButtons() override;
    void focusInput() override;
    void requestAttention() override;
    void accept() override;
    void reject() override;

private:
    using Kind = Questions::Question::Kind;

    QuestionPage *page() const { return pages_[std::size_t(question_.kind)]; }
    void begin();
    bool needsUnlock() const;
    void fit();

    Questions::Question question_;
    std::array<QuestionPage *, 4> pages_; ///< by kind
    int minHeight_ = 0;                   ///< the height so far, for the current question
};

} // namespace vouch::ui
