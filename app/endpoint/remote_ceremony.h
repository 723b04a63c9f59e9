// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "endpoint/commands.h"
#include "session/keys/step_up.h"
#include "session/requester.h"

namespace vouch::endpoint {

/// So few attempts are for a person who looks at them: at a window, or with `--last-attempts`.
inline constexpr int fewAttempts = 3;

Error keyChanged();
/// Refuses what no key takes as a PIN (CTAP 2.1 section 6.5.1): so it costs no attempt.
void requirePossible(const Secret &pin);
Error wrongPin(int attemptsLeft);

/// How the client's person is taken through ceremonies: in the window, or on the client's terminal.
/// The client is told of each moment with an event. GUI thread.
class RemoteCeremony {
public:
    /// By the request's `via` (window, terminal, or either: the window where there is a display)
    /// and `last_attempts`. `why` is what the person sees.
    RemoteCeremony(Services &services, Conversation &client, const wire::Block &request,
                   Requester::Purpose why);

    /// Throws PromptNeeded where only a window would do and there is no display, Busy where nobody
    /// else may wait, and on a terminal whatever it cannot go on with. After a
    /// wrong PIN it asks for another, but never for one of the last few attempts.
    QCoro::Task<> ceremony(KeyCeremony &ceremony, std::stop_token stop) const;
    /// The same for those who ask for the way to do it. This object has to outlive it.
    CeremonyRunner runner() const;

private:
    Services &services_;
    Conversation &client_;
    Requester who_;
    bool inTerminal_, lastAttempts_;
};

} // namespace vouch::endpoint
