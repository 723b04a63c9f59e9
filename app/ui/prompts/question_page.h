// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/prompting/questions.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace vouch::ui {

/// What the window of questions shows of one kind of question: a title, a text, what the person
/// enters, and what is wrong with what was entered before.
class QuestionPage : public QWidget {
    Q_OBJECT
public:
    void setQuestion(const Questions::Question &question);

    /// Enough was entered for an answer.
    virtual bool isComplete() const { return true; }
    /// Takes the answer out; nothing secret stays behind.
    virtual Questions::Answer take() { return {}; }
    /// The same, for nobody.
    virtual void wipe() {}
    /// What is entered first; null where there is nothing to enter.
    virtual QWidget *input() const { return nullptr; }
    /// Fonts and sizes, from the application's font, for a window so wide.
    virtual void fit(int width);

    QLabel *title() const { return title_; }
    /// What is wrong; empty where nothing is.
    QLabel *note() const { return note_; }

Q_SIGNALS:
    void edited();
    /// The person chose as one does with Enter.
    void accepted();

protected:
    /// `Status::Usual`: something is mostly said below what is entered, so there is room for it.
    enum class Status { Usual, Rare };
    QuestionPage(Status status, QWidget *parent);

    /// The question is another one, or it is busy now.
    virtual void showInput(const Questions::Question &question) = 0;

    /// Above the title, and between the text and the note.
    QVBoxLayout *head() { return head_; }
    QVBoxLayout *body() { return body_; }
    static constexpr int headSpace = 8; ///< above a title that has no picture over it
    /// Says a line below the note.
    void say(const QString &status);
    /// Below that.
    QVBoxLayout *foot() { return foot_; }

    void changeEvent(QEvent *event) override;

private:
    void paintWords();
    void fitNote();

    Status usual_;
    QVBoxLayout *head_, *body_, *foot_;
    QLabel *title_, *text_, *mark_, *note_, *status_;
    QWidget *noteRow_, *statusPart_;
    int room_ = 0; ///< the width that there is for words
};

/// Where the code of an MFA device is entered.
QuestionPage *codePage(Clock &clock, QWidget *parent);
/// Where one role or profile of several is chosen.
QuestionPage *choicePage(QWidget *parent);
/// What a permission means.
QuestionPage *permissionPage(QWidget *parent);
/// Where the access keys of an IAM user are entered.
QuestionPage *keysPage(QWidget *parent);

} // namespace vouch::ui
