// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deferred.h"
#include "core/secret.h"
#include "session/requester.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include <memory>

namespace vouch {

/// What programs need to ask the user, apart from key ceremonies: a code, a choice, a permission,
/// AWS access keys. Only the oldest question is shown; the window that shows it passes on the
/// answer. GUI thread.
class Questions : public QObject {
    Q_OBJECT
public:
    struct Question {
        enum class Kind {
            Code,       ///< six digits from an MFA device
            Choice,     ///< which role or profile to use for a repository
            Permission, ///< whether a program may have AWS credentials
            Keys,       ///< an IAM user's long-lived access keys
        };

        Kind kind = Kind::Code;
        quint64 number = 0;          ///< unique; set by ask()
        QString name;                ///< Code, Keys: the profile; Permission: the role or profile
        QString device;              ///< Code: the device's name, the last part of its ARN
        bool longLived = false;      ///< Permission: for keys that work until they are deleted
        QStringList roles, profiles; ///< Choice: the options
        /// A sentence on why the question is repeated: AWS refused the code, for instance.
        QString note;
        /// The answer is being checked, so nothing can be entered.
        bool isBusy = false;
        QList<Requester> requesters; ///< who waits for it, oldest first; never empty

        bool operator==(const Question &) const = default;
    };

    /// The user's answer.
    struct Answer {
        SharedSecret secret;  ///< Code: the digits; Keys: the secret access key
        QString text;         ///< Choice: the role or profile; Keys: the access key ID
        bool remember = true; ///< Choice: for this repository
    };

    /// Waits for the answers to a question. Destroying it withdraws the question.
    class Waiter {
    public:
        ~Waiter();
        /// Finishes with the next answer; the question is then busy. Fails with
        /// Error::Kind::Canceled if the user declines, or declined while the last answer was
        /// being checked.
        QFuture<Answer> answer();
        /// Repeats the question, with the reason.
        void askAgain(const QString &note);
        void setRequesters(const QList<Requester> &requesters);

    private:
        friend class Questions;
        Waiter(Questions *questions, Question question)
            : questions_(questions), question_(std::move(question)) {}
        QPointer<Questions> questions_;
        Question question_;
        Deferred<Answer> deferred_;
        bool isDeclined_ = false; ///< while it was busy
    };

    std::unique_ptr<Waiter> ask(Question question);

    /// The question to show; null if there is none.
    const Question *current() const;
    /// The user answers the current question.
    void answer(Answer answer);
    /// The user declines the question with this number, if it's the current one. A busy question is
    /// no longer shown, but only fails if it would be repeated: its answer may be right.
    void decline(quint64 number);
    /// Cancels all questions.
    void stop();

Q_SIGNALS:
    /// Another question is current, or the current one changed, or there is none.
    void currentChanged();
    /// The user declined a question of these requesters.
    void declined(const QList<vouch::Requester> &requesters);

private:
    QList<Waiter *> waiters_; ///< oldest first
    quint64 lastNumber_ = 0;
};

} // namespace vouch
