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

/// The window of a question: who asks, what is asked, and the answer. It has one size for as long
/// as the question is the same, but where a note needs more room. An InputGuard keeps from it what
/// was not meant as an answer. It knows nothing of where questions come from; QuestionPrompt joins
/// the two.
class QuestionDialog : public QDialog {
    Q_OBJECT
public:
    /// `ticks` is the time by which it opens for keys.
    explicit QuestionDialog(
        Clock &clock, std::function<InputGuard::Instant()> ticks = &std::chrono::steady_clock::now);

    /// Another question, or the same in another way.
    void showQuestion(const Questions::Question &question);
    /// Opens it; in front of the other windows, as far as the desktop lets it, where the person
    /// waits for it. `byPerson`: they have just asked for the window.
    void present(bool byPerson);
    /// Closes it, and says nothing.
    void dismiss();

    /// The size where the screen is high enough; on a lower one the question scrolls.
    QSize wholeSize() const { return wholeSize_; }

Q_SIGNALS:
    void answered(const vouch::Questions::Answer &answer);
    /// The person will not answer the question of that number.
    void declined(quint64 number);
    /// A screen reader was told to say this now.
    void announced(const QString &words);
    /// There is a question in it, that of this number, and it did not come to the front: something
    /// else has to tell the person.
    void attentionNeeded(const QString &title, const QString &text, quint64 number);
    /// It came to the front after all, or is no longer needed.
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
    bool isToBeOpened() const;
    void enterIt();
    bool isSomethingTyped() const;
    void fit();
    void showButtons();
    void setFocusForIt();
    void accept() override;
    void lookWhetherInFront();
    void announce(QWidget *label, const QString &words);

    Questions::Question question_;
    QSize wholeSize_; ///< empty for a new question
    RequesterBar *asker_;
    QScrollArea *scroll_;
    std::array<QuestionPage *, 4> pages_; ///< by kind
    QDialogButtonBox *buttons_;
    QPushButton *refuse_, *accept_;
    InputGuard guard_;
    QTimer front_; ///< then it should have come to the front
};

} // namespace vouch::ui
