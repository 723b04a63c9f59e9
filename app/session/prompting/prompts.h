// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/prompting/prompt_context.h"

#include <QObject>

#include <QCoro/QCoroTask>

#include <functional>
#include <stop_token>

namespace vouch {

class Questions;
class PromptSnooze;
class Session;
class SignIn;

/// Asks the person because a program wants something: to sign in, or one of the Questions. In a
/// window, for a bounded time, and not on behalf of those that are quiet. Says to PromptSnooze who
/// was told "Not now" and who got no answer, once a prompt however many waited for it. Whoever
/// hangs up has not been answered at all. GUI thread.
class Prompts : public QObject {
    Q_OBJECT
public:
    Prompts(SignIn &signIn, Questions &questions, Session &session, PromptSnooze &snooze,
            Clock &clock);

    /// A display is there, so a window can ask the person.
    void setDisplay(bool present) { display_ = present; }
    bool hasDisplay() const noexcept { return display_; }

    /// Throws where no window can be shown, or none is wanted: Error::Kind::Snoozed for who is
    /// quiet, else PromptNeeded with this message and hint.
    void requireWindow(const PromptContext &context, const QString &message,
                       const QString &hint) const;
    /// Finishes when somebody is signed in; `context.waiting` is told before the wait. Throws
    /// Error: Cancelled after "Not now", TimedOut after 120 s, and whatever ends the sign-in.
    QCoro::Task<> signedIn(PromptContext context, std::stop_token stop);
    /// Finishes when what the person is asked for is there: `done`. `leave` ends the waiting, and
    /// `done` with it. Throws as above.
    QCoro::Task<> answered(QFuture<bool> done, Requester who, std::function<void()> leave,
                           std::stop_token stop);

private:
    void decline(const QList<Requester> &waiting);
    void unanswered(const Requester &who);

    SignIn &signIn_;
    PromptSnooze &snooze_;
    Clock &clock_;
    bool display_ = false;
    bool counted_ = false; ///< the prompt under way, as unanswered
};

} // namespace vouch
