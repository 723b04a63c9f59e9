// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/prompting/prompt_context.h"
#include "session/prompting/prompt_snooze.h"

#include <QObject>

#include <QCoro/QCoroTask>

#include <functional>
#include <stop_token>

namespace vouch {

class Questions;
class Session;
class SignIn;

/// Prompts the user on behalf of programs: to sign in, or with one of the Questions. In a window,
/// for a limited time, and not for snoozed requesters unless the user typed the command. Tells
/// PromptSnooze about prompts declined or left unanswered, once per prompt, however many requests
/// waited for it. A requester that hangs up doesn't count. GUI thread.
class Prompts : public QObject {
    Q_OBJECT
public:
    Prompts(SignIn &signIn, Questions &questions, Session &session, PromptSnooze &snooze,
            Clock &clock);

    /// Whether there is a display for windows.
    void setDisplay(bool present) { display_ = present; }
    bool hasDisplay() const noexcept { return display_; }

    /// Throws if the request may not prompt in a window: Error::Kind::Snoozed if it's snoozed,
    /// otherwise PromptNeeded with this message and hint.
    void requireWindow(const PromptContext &context, const QString &message,
                       const QString &hint) const;
    /// Waits until somebody is signed in; calls `context.waiting` first. Throws Error: Canceled
    /// after "Not now", TimedOut after 120 s, and whatever ends the sign-in.
    QCoro::Task<> signedIn(PromptContext context, std::stop_token stop);
    /// Waits for the user's answer: `done`. `leave` withdraws the request, which ends `done`.
    /// Throws as above.
    QCoro::Task<> answered(QFuture<bool> done, Requester who, std::function<void()> leave,
                           std::stop_token stop);

private:
    void decline(const QList<Requester> &waiting);
    void unanswered(const Requester &who, PromptSnooze::End end);

    SignIn &signIn_;
    PromptSnooze &snooze_;
    Clock &clock_;
    bool display_ = false;
    bool counted_ = false; ///< the current prompt was counted as unanswered
};

} // namespace vouch
