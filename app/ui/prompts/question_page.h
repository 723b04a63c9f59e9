// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/prompting/questions.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace vouch::ui {

/// The question dialog's content for one kind of question: title, text, input, and what was wrong
/// with the previous answer.
class QuestionPage : public QWidget {
    Q_OBJECT
public:
    void setQuestion(const Questions::Question &question);

    /// The input is enough for an answer.
    virtual bool isComplete() const { return true; }
    /// Moves the answer out of the page; no secret stays behind.
    virtual Questions::Answer take() { return {}; }
    /// Discards what was entered.
    virtual void wipe() {}
    /// The first input; null if there is nothing to enter.
    virtual QWidget *input() const { return nullptr; }
    /// Sets fonts and sizes from the application's font, for a window of that width.
    virtual void fit(int width);

    QLabel *title() const { return title_; }
    /// The problem with the previous answer; empty if there is none.
    QLabel *note() const { return note_; }

Q_SIGNALS:
    void edited();
    /// The user confirmed the answer, for example with a double-click.
    void accepted();

protected:
    /// Whether the page reserves room for a note and a status below the input, so that the window
    /// keeps its size.
    enum class StatusRoom { Reserved, OnDemand };
    QuestionPage(StatusRoom statusRoom, QWidget *parent);

    /// Called for a new question and when the busy state changes.
    virtual void showInput(const Questions::Question &question) = 0;

    /// Above the title, and between the text and the note.
    QVBoxLayout *head() { return head_; }
    QVBoxLayout *body() { return body_; }
    static constexpr int headSpace = 8; ///< above a title without a picture
    /// Shows a line below the note.
    void setStatus(const QString &status);
    /// Below the status.
    QVBoxLayout *foot() { return foot_; }

    void changeEvent(QEvent *event) override;

private:
    void applyColors();
    void fitNote();
    int noteWidth() const;

    StatusRoom statusRoom_;
    QVBoxLayout *head_, *body_, *foot_;
    QLabel *title_, *text_, *mark_, *note_, *status_;
    QWidget *noteRow_, *statusArea_;
    QString problem_; ///< the whole note
    int textWidth_ = 0;
};

/// Takes the code of an MFA device.
QuestionPage *codePage(Clock &clock, QWidget *parent);
/// Offers several roles or profiles.
QuestionPage *choicePage(QWidget *parent);
/// Explains a permission.
QuestionPage *permissionPage(QWidget *parent);
/// Takes an IAM user's access keys.
QuestionPage *keysPage(QWidget *parent);

} // namespace vouch::ui
