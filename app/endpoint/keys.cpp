// SPDX-License-Identifier: Apache-2.0
#include "endpoint/remote_ceremony.h"

#include "session/configuration.h"
#include "session/current_server.h"
#include "session/keys/keys.h"
#include "wire/text.h"

namespace vouch::endpoint {
namespace {

using Purpose = Requester::Purpose;

void sendKey(Conversation &client, const RegisteredKey &key) {
    client.sendEvent("key", [&key](wire::BlockWriter &block) {
        block.add("id", bytes(key.id))
            .add("name", wire::displayText(bytes(key.name)))
            .addUnlessEmpty("model", wire::displayText(bytes(key.model)))
            .addUnlessEmpty("aaguid", bytes(key.aaguid))
            .add("created_at", key.createdAt.time_since_epoch().count())
            .add("current", key.current ? "yes" : "no");
    });
}

} // namespace

QCoro::Task<> keysList(Services &services, Conversation &client, wire::Block request,
                       std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    services.servers.server(); // throws if no server is set
    const RemoteCeremony remote(services, client, request, Purpose::SignIn);
    const auto keys = co_await services.keys.list(remote.runner(), stop);
    throwIfStopped(stop);
    for (const RegisteredKey &key : keys)
        sendKey(client, key);
    client.succeed([&keys](wire::BlockWriter &block) { block.add("count", keys.size()); });
}

/// Sends a `key` event for the new key only.
QCoro::Task<> keysAdd(Services &services, Conversation &client, wire::Block request,
                      std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    services.servers.server();
    const RemoteCeremony remote(services, client, request, Purpose::AddKey);
    const auto result = co_await services.keys.add(text(request, "name"), remote.runner(), stop);
    throwIfStopped(stop);
    sendKey(client, result.added);
    client.succeed([&result](wire::BlockWriter &block) { block.add("count", result.keys.size()); });
}

QCoro::Task<> keysRename(Services &services, Conversation &client, wire::Block request,
                         std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    services.servers.server();
    const RemoteCeremony remote(services, client, request, Purpose::SignIn);
    co_await services.keys.rename(text(request, "id"), text(request, "name"), remote.runner(),
                                  stop);
    throwIfStopped(stop);
    client.succeed();
}

QCoro::Task<> keysRemove(Services &services, Conversation &client, wire::Block request,
                         std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    services.servers.server();
    const RemoteCeremony remote(services, client, request, Purpose::RemoveKey);
    const auto removal = co_await services.keys.remove(text(request, "id"), remote.runner(), stop);
    throwIfStopped(stop);
    client.succeed([&removal](wire::BlockWriter &block) {
        block.add("sessions_revoked", removal.sessionsRevoked)
            .add("current_session_revoked", removal.currentSessionRevoked ? "yes" : "no");
    });
}

} // namespace vouch::endpoint
