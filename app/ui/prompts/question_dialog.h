// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/prompting/questions.h"
#include "ui/widgets/input_guard.h"

#include <QDialog>
#include <QTimer>

#include <array>
#include <chrono>
#include <functional>

class QDialogButtonBox;
class QPushButton;
class QScrollArea;

namespace vouch::ui {

class RequesterBar;
class QuestionPage;

/// The window of a question: the requester, the question, and the answer. The size stays the same
/// for a question unless a note needs more room. QuestionPrompt connects the window to Questions.
class QuestionDialog : public QDialog {
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

    /// The size on a screen that is high enough; on a lower one, the question scrolls.
    QSize wholeSize() const { return wholeSize_; }

Q_SIGNALS:
    void answered(const vouch::Questions::Answer &answer);
    /// The user declined the question with that number.
    void declined(quint64 number);
    /// A screen reader reads this text now.
    void announced(const QString &text);
    /// The window with the question of that number did not come to the front: a notification has to
    /// alert the user.
    void attentionNeeded(const QString &title, const QString &text, quint64 number);
    /// The window came to the front after all, or is no longer needed.
    void attentionOver();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void reject() override;

private:
    using Kind = Questions::Question::Kind;

    void layOut();
    QuestionPage *page() const { return pages_[std::size_t(question_.kind)]; }
    bool refusesByDefault() const { return question_.kind == Kind::Permission; }
    void begin();
    bool needsUnlock() const;
    void unlockInput();
    bool hasTypedText() const;
    void fit();
    void showButtons();
    void focusInput();
    void accept() override;
    void checkInFront();
    void announce(QWidget *label, const QString &text);

    Questions::Question question_;
    QSize wholeSize_; ///< empty until a new question is measured
    RequesterBar *requesterBar_;
    QScrollArea *scroll_;
    std::array<QuestionPage *, 4> pages_; ///< by kind
    QDialogButtonBox *buttons_;
    QPushButton *refuse_, *accept_;
    InputGuard guard_;
    QTimer front_; ///< by its end, the window should be in front
};

} // namespace vouch::ui
