// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"

#include <QCoro/QCoroTask>

#include <functional>
#include <stop_token>

namespace vouch {

class KeyCeremony;
class Session;
class SignIn;

/// Takes the person through a ceremony, to its end: in a window or on a terminal, as whoever asks
/// does it. Throws what ended it.
using CeremonyRunner = std::function<QCoro::Task<>(KeyCeremony &ceremony, std::stop_token stop)>;

/// Sends a request of the person's with the session's access token. Signs the person in where
/// nobody is, where the server says that the session is over, and where it wants a fresh touch for
/// this request (RFC 9470); then the request is sent again. One sign-in a request: a server that
/// still wants one after it has refused for good. GUI thread.
class StepUp {
public:
    StepUp(Session &session, SignIn &signIn) : session_(session), signIn_(signIn) {}

    using Send = std::function<QCoro::Task<>(SharedSecret accessToken, std::stop_token stop)>;

    /// Throws Error, and where another account was used for the fresh touch.
    QCoro::Task<> request(Send send, CeremonyRunner runner, std::stop_token stop);

private:
    Session &session_;
    SignIn &signIn_;
};

} // namespace vouch
