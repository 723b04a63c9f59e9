// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "endpoint/commands.h"
#include "session/keys/step_up.h"
#include "session/requester.h"

namespace vouch::endpoint {

Error keyChanged();
/// Throws for what no key accepts as a PIN (CTAP 2.1 section 6.5.1), so that it costs no attempt.
void requirePossible(const Secret &pin);
Error wrongPin(int attemptsLeft);

/// Takes a client's user through ceremonies, in a window or on the client's terminal, and sends the
/// client an event for each state. GUI thread.
class RemoteCeremony {
public:
    /// Uses the request's `via` (window, terminal, or either: the window if there is a display) and
    /// `last_attempts`. `why` is shown to the user.
    RemoteCeremony(Services &services, Conversation &client, const wire::Block &request,
                   Requester::Purpose why);

    /// Throws PromptNeeded if a window is required but there is no display; on a terminal, also
    /// dead ends. After a wrong PIN it asks for another, except for the last few attempts.
    QCoro::Task<> run(KeyCeremony &ceremony, std::stop_token stop) const;
    /// run() as a CeremonyRunner. This object must outlive it.
    CeremonyRunner runner() const;

private:
    Services &services_;
    Conversation &client_;
    Requester who_;
    bool inTerminal_, lastAttempts_;
};

} // namespace vouch::endpoint
