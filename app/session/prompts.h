// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/requester.h"

#include <QObject>

#include <QCoro/QCoroTask>

#include <functional>
#include <stop_token>

namespace vouch {

class Quiet;
class Session;
class SignIn;

/// Asks the person to sign in because a program wants something: in the sign-in's window, for a
/// bounded time, and not on behalf of those that are quiet. Says to Quiet who was told "Not now"
/// and who got no answer, once a prompt however many waited for it. Whoever hangs up has not been
/// answered at all. GUI thread.
class Prompts : public QObject {
    Q_OBJECT
public:
    Prompts(SignIn &signIn, Session &session, Quiet &quiet, Clock &clock);

    /// Throws Error::Kind::Quiet for who is.
    void requireNotQuiet(const Requester &who) const;
    /// Finishes when somebody is signed in; `waiting` is told before the wait. Throws Error:
    /// Cancelled after "Not now", TimedOut after 120 s, and whatever ends the sign-in.
    QCoro::Task<> signedIn(Requester who, std::function<void()> waiting, std::stop_token stop);

private:
    void unanswered(const Requester &who);

    SignIn &signIn_;
    Quiet &quiet_;
    Clock &clock_;
    bool counted_ = false; ///< the prompt under way, as unanswered
};

} // namespace vouch
