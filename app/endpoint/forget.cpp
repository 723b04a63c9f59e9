// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "session/configuration.h"
#include "session/server_in_use.h"
#include "session/session.h"
#include "session/sign_in.h"

namespace vouch::endpoint {

/// Removes what this computer keeps: the registration at the server, the keychain's entries and the
/// settings. What is here goes even where the server cannot be told; the answer says so.
QCoro::Task<> forget(Services &services, Conversation &client, wire::Block, std::stop_token stop) {
    services.signIn.cancel();
    services.session.end(Session::End::SignedOut);
    std::optional<Error> problem;
    if (!services.configuration.settings().server.isEmpty()) {
        try {
            co_await services.servers.forget(stop);
        } catch (const Error &error) {
            problem = error;
        }
        throwIfStopped(stop);
    }
    services.configuration.forget();
    if (problem)
        throw *problem;
    client.succeed();
}

} // namespace vouch::endpoint
