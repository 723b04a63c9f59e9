// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/prompts/question_dialog.h"

#include <QObject>

namespace vouch::ui {

/// Connects Questions to their window: opens it for the current question, goes from question to
/// question, passes on the user's answers, and closes the window when no question is left.
class QuestionPrompt : public QObject {
    Q_OBJECT
public:
    /// `ticks` is the input guard's clock.
    QuestionPrompt(Questions &questions, Clock &clock,
                   std::function<InputGuard::Instant()> ticks = &std::chrono::steady_clock::now);

    bool isOpen() const { return dialog_.isVisible(); }
    /// Brings the window to the front if there is a question.
    void raise();

Q_SIGNALS:
    /// The window did not come to the front: a notification has to alert the user. Its buttons call
    /// raise() and Questions::decline().
    void attentionNeeded(const QString &title, const QString &text, quint64 number);
    /// The window came to the front after all, or is no longer needed.
    void attentionOver();

private:
    void update();

    Questions &questions_;
    QuestionDialog dialog_;
};

} // namespace vouch::ui
