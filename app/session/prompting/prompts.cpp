// SPDX-License-Identifier: Apache-2.0
#include "session/prompting/prompts.h"

#include "core/scoped_task.h"
#include "session/keys/sign_in.h"
#include "session/prompting/questions.h"
#include "session/prompting/refusals.h"
#include "session/session.h"

namespace vouch {

using namespace std::chrono_literals;

namespace {

/// How long a request waits for the user; shorter than the helper's own limit.
constexpr auto patience = 120s;

} // namespace

Prompts::Prompts(SignIn &signIn, Questions &questions, Session &session, PromptSnooze &snooze,
                 Clock &clock)
    : signIn_(signIn), snooze_(snooze), clock_(clock) {
    connect(&session, &Session::began, &snooze_, &PromptSnooze::clear);
    connect(&signIn_, &SignIn::declined, this, &Prompts::decline);
    connect(&questions, &Questions::declined, this, &Prompts::decline);
    const auto forget = [this, &questions] {
        if (!signIn_.isUnderWay() && !questions.current())
            counted_ = false;
    };
    connect(&signIn_, &SignIn::stateChanged, this, forget);
    connect(&questions, &Questions::currentChanged, this, forget);
}

void Prompts::requireWindow(const PromptContext &context, const QString &message,
                            const QString &hint) const {
    // A snoozed requester gets this error even if the helper would still have to ask git.
    if (display_ && context.prompting != Prompting::No)
        if (const auto until = snooze_.until(context.who); until && !snooze_.mayPrompt(context.who))
            throw snoozedRefusal(context.who, *until);
    if (!display_ || context.prompting != Prompting::Yes)
        throw Error(Error::Kind::PromptNeeded, message, hint);
}

QCoro::Task<> Prompts::signedIn(PromptContext context, std::stop_token stop) {
    context.waiting();
    auto waiter = signIn_.join(context.who);
    const auto done = waiter->done();
    const std::function<void()> leave = [&waiter] { waiter.reset(); };
    co_await answered(done, context.who, leave, stop);
}

QCoro::Task<> Prompts::answered(QFuture<bool> done, Requester who, std::function<void()> leave,
                                std::stop_token stop) {
    const std::stop_callback onStop(stop, leave); // the client hung up
    bool timedOut = false;
    const auto limit = clock_.at(clock_.now() + patience, [&] {
        if (done.isFinished())
            return;
        timedOut = true;
        unanswered(who, PromptSnooze::End::Unanswered);
        leave();
    });
    try {
        co_await done;
    } catch (const Error &error) {
        throwIfStopped(stop);
        if (timedOut)
            throw unansweredPrompt(who, snooze_.until(who));
        if (error.kind() == Error::Kind::Canceled)
            throw declinedPrompt(who, snooze_.until(who));
        throw;
    }
}

void Prompts::decline(const QList<Requester> &waiting) {
    for (const Requester &who : waiting)
        if (who.purpose == Requester::Purpose::Git || who.purpose == Requester::Purpose::Program)
            unanswered(who, PromptSnooze::End::NotNow);
}

void Prompts::unanswered(const Requester &who, PromptSnooze::End end) {
    if (std::exchange(counted_, true))
        snooze_.unansweredToo(who, end);
    else
        snooze_.unanswered(who, end);
}

} // namespace vouch
