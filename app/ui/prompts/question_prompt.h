// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/prompts/question_dialog.h"

#include <QObject>

namespace vouch::ui {

/// Joins the questions with their window: it opens when one stands before the person and closes
/// when none does, goes from question to question, and hands in what the person says.
class QuestionPrompt : public QObject {
    Q_OBJECT
public:
    /// `ticks` is the time by which the window opens.
    QuestionPrompt(Questions &questions, Clock &clock,
                   std::function<InputGuard::Instant()> ticks = &std::chrono::steady_clock::now);

    bool isOpen() const { return dialog_.isVisible(); }
    /// Brings the window to the front, where there is a question.
    void raise();

Q_SIGNALS:
    /// The window did not come to the front: something else has to tell the person. Its answers are
    /// raise() and Questions::decline().
    void attentionNeeded(const QString &title, const QString &text, quint64 number);
    /// It came to the front after all, or is no longer needed.
    void attentionOver();

private:
    void update();

    Questions &questions_;
    QuestionDialog dialog_;
};

} // namespace vouch::ui
