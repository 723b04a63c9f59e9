// SPDX-License-Identifier: Apache-2.0
#include "session/prompts.h"

#include "core/story.h"
#include "session/quiet.h"
#include "session/refusals.h"
#include "session/session.h"
#include "session/sign_in.h"

namespace vouch {

using namespace std::chrono_literals;

namespace {

/// How long a request waits for the person; the helper's own bound lies behind it.
constexpr auto patience = 120s;

} // namespace

Prompts::Prompts(SignIn &signIn, Session &session, Quiet &quiet, Clock &clock)
    : signIn_(signIn), quiet_(quiet), clock_(clock) {
    connect(&session, &Session::began, &quiet_, &Quiet::clear);
    connect(&signIn_, &SignIn::declined, this, [this](const QList<Requester> &waiting) {
        for (const Requester &who : waiting)
            if (who.purpose == Requester::Purpose::Git)
                unanswered(who);
    });
    connect(&signIn_, &SignIn::momentChanged, this, [this] {
        if (!signIn_.isUnderWay())
            counted_ = false;
    });
}

void Prompts::requireNotQuiet(const Requester &who) const {
    if (const auto until = quiet_.until(who))
        throw quietRefusal(who, *until);
}

QCoro::Task<> Prompts::signedIn(Requester who, std::function<void()> waiting,
                                std::stop_token stop) {
    waiting();
    auto place = signIn_.join(who);
    const auto done = place->done();
    // Whoever hangs up leaves the prompt.
    const std::stop_callback onStop(stop, [&place] { place.reset(); });
    bool late = false;
    const auto limit = clock_.at(clock_.now() + patience, [&] {
        if (!place)
            return;
        late = true;
        unanswered(who);
        place.reset();
    });
    try {
        co_await done;
    } catch (const Error &error) {
        throwIfStopped(stop);
        if (late)
            throw unansweredPrompt(who, quiet_.until(who));
        if (error.kind() == Error::Kind::Cancelled)
            throw declinedPrompt(who, quiet_.until(who));
        throw;
    }
}

void Prompts::unanswered(const Requester &who) {
    if (std::exchange(counted_, true))
        quiet_.unansweredToo(who);
    else
        quiet_.unanswered(who);
}

} // namespace vouch
