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

/// What a program needs a person to say, beside what the key's ceremonies ask: a code, a choice, a
/// permission, AWS keys. One question stands before the person at a time, the oldest; the window
/// shows it and hands in the answer. GUI thread.
class Questions : public QObject {
    Q_OBJECT
public:
    struct Question {
        enum class Kind {
            Code,       ///< six digits of an MFA device
            Choice,     ///< which role or profile a repository gets
            Permission, ///< may this program have AWS credentials?
            Keys,       ///< an IAM user's long-lived access keys
        };

        Kind kind = Kind::Code;
        quint64 number = 0;          ///< which it is, from ask(); never the same twice
        QString name;                ///< Code, Keys: the profile; Permission: the role or profile
        QString device;              ///< Code: its name, without what stands before it in its ARN
        bool longLived = false;      ///< Permission: to have keys that work until they are deleted
        QStringList roles, profiles; ///< Choice: among those
        /// Why it is asked once more: AWS refused the code, for instance. A sentence.
        QString note;
        /// It was answered, and what comes of that is awaited: nothing can be entered meanwhile.
        bool isBusy = false;
        QList<Requester> requesters; ///< who waits for it, the first one first; never empty

        bool operator==(const Question &) const = default;
    };

    /// What the person said.
    struct Answer {
        SharedSecret secret;  ///< Code: the digits; Keys: the secret access key
        QString text;         ///< Choice: the role or profile; Keys: the access key's id
        bool remember = true; ///< Choice: for this repository
    };

    /// A question's waiter. Destroying it takes the question back.
    class Waiter {
    public:
        ~Waiter();
        /// Finishes with the next answer; the question is busy from then on. Fails with
        /// Error::Kind::Cancelled when the person declines, or has done so since the last answer.
        QFuture<Answer> answer();
        /// Asks once more, and says why.
        void askAgain(const QString &note);
        void setRequesters(const QList<Requester> &requesters);

    private:
        friend class Questions;
        Waiter(Questions *questions, Question question)
            : questions_(questions), question_(std::move(question)) {}
        QPointer<Questions> questions_;
        Question question_;
        Deferred<Answer> deferred_;
        bool isLeft_ = false; ///< declined while it was busy
    };

    std::unique_ptr<Waiter> ask(Question question);

    /// What stands before the person; null when nothing does.
    const Question *current() const;
    /// The person answers the current question.
    void answer(Answer answer);
    /// The person will not answer the question of that number; another one stays as it is. A busy
    /// one is no longer shown, and counts as declined when it would be asked once more: its answer
    /// may be right.
    void decline(quint64 number);
    /// Ends all of them: whoever waits is told that it was cancelled.
    void stop();

Q_SIGNALS:
    /// Another question stands before the person, or this one in another way, or none.
    void currentChanged();
    /// The person declined a question of those who wait there.
    void declined(const QList<vouch::Requester> &requesters);

private:
    QList<Waiter *> waiters_; ///< the oldest first
    quint64 last_ = 0;        ///< number
};

} // namespace vouch
