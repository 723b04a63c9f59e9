// SPDX-License-Identifier: Apache-2.0
#include "endpoint/remote_ceremony.h"

#include "session/configuration.h"
#include "session/current_server.h"
#include "session/keys/sign_in.h"
#include "session/session.h"
#include "wire/text.h"

namespace vouch::endpoint {

QCoro::Task<> login(Services &services, Conversation &client, wire::Block request,
                    std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    services.servers.server(); // throws if no server is set
    if (services.session.isByKey())
        client.sendEvent("signed_in", [&services](wire::BlockWriter &block) {
            block.addUnlessEmpty("email", wire::displayText(bytes(services.session.email())))
                .add("expires_at", services.session.expiresAt().time_since_epoch().count());
        });
    const RemoteCeremony remote(services, client, request, Requester::Purpose::SignIn);
    co_await remote.run(services.signIn, stop);
    throwIfStopped(stop);
    client.succeed([&services](wire::BlockWriter &block) {
        block.add("email", wire::displayText(bytes(services.session.email())))
            .add("server", bytes(services.servers.name()))
            .add("expires_at", services.session.expiresAt().time_since_epoch().count());
    });
}

} // namespace vouch::endpoint
