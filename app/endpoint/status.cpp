// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "session/broker.h"
#include "session/configuration.h"
#include "session/server_in_use.h"
#include "session/session.h"
#include "session/sign_in.h"
#include "wire/text.h"

#include <QCoreApplication>

namespace vouch::endpoint {
namespace {

std::string_view stateOf(const Services &services) {
    if (services.configuration.settings().server.isEmpty())
        return "not_set_up";
    if (services.signIn.isUnderWay())
        return "signing_in";
    return services.session.isActive() ? "signed_in" : "signed_out";
}

} // namespace

QCoro::Task<> status(Services &services, Conversation &client, wire::Block, std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    client.succeed([&services](wire::BlockWriter &block) {
        const Session &session = services.session;
        block.add("state", stateOf(services))
            .addUnlessEmpty("email", wire::displayText(bytes(session.email())))
            .addUnlessEmpty("server", bytes(services.servers.name()));
        if (session.isActive())
            block.add("expires_at", session.expiresAt().time_since_epoch().count());
        if (const auto inUse = services.broker.inUse())
            block.add("role", bytes(inUse->role.name))
                .add("account", bytes(inUse->account))
                .addUnlessEmpty("region", bytes(inUse->role.region))
                .add("aws_expires_at", inUse->expiresAt.time_since_epoch().count());
        block.add("waiting", services.signIn.requesters().size());
        if (const auto &problem = services.configuration.problem())
            block.add("problem", wire::displayText(bytes(problem->message())));
        block.add("display", services.broker.hasDisplay() ? "yes" : "no")
            .add("version", bytes(QCoreApplication::applicationVersion()))
            .add("pid", QCoreApplication::applicationPid());
    });
}

} // namespace vouch::endpoint
