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

/// Takes the user through a ceremony to its end, in a window or on a terminal. Throws what ended
/// the ceremony.
using CeremonyRunner = std::function<QCoro::Task<>(KeyCeremony &ceremony, std::stop_token stop)>;

/// Sends a request with the session's access token. Signs the user in if nobody is signed in, if
/// the server says that the session is over, or if it requires a fresh touch for this request (RFC
/// 9470), and then sends the request again. At most one sign-in per request: a server that still
/// isn't satisfied has refused it. GUI thread.
class StepUp {
public:
    StepUp(Session &session, SignIn &signIn) : session_(session), signIn_(signIn) {}

    using Send = std::function<QCoro::Task<>(SharedSecret accessToken, std::stop_token stop)>;

    /// Throws Error; also if the fresh touch was for another account.
    QCoro::Task<> request(Send send, CeremonyRunner runner, std::stop_token stop);

private:
    Session &session_;
    SignIn &signIn_;
};

} // namespace vouch
