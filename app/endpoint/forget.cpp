// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "session/activity.h"
#include "session/configuration.h"
#include "session/current_server.h"
#include "session/ending/sign_out.h"
#include "session/profiles/profiles.h"
#include "session/prompting/prompt_snooze.h"
#include "session/saved_state.h"
#include "session/session.h"
#include "settings/names.h"
#include "wire/text.h"

namespace vouch::endpoint {

/// Lists what `forget` would remove: an event for each server and each profile with stored access
/// keys, or why the keychain can't be read.
QCoro::Task<> forgetList(Services &services, Conversation &client, wire::Block,
                         std::stop_token stop) {
    const auto report = [&client](std::string_view what, const QString &name) {
        client.sendEvent("kept", [&](wire::BlockWriter &block) {
            block.add("what", what).add("name", wire::displayText(bytes(name)));
        });
    };
    const Settings &settings = services.configuration.settings();
    QList<QUrl> servers = services.savedState.servers();
    if (!settings.server.isEmpty() && !servers.contains(settings.server))
        servers.append(settings.server);
    for (const QUrl &server : std::as_const(servers))
        report("registration", serverName(server));
    std::optional<Error> unreadable;
    QStringList profiles;
    try {
        profiles = co_await services.profiles.storedNames(stop);
    } catch (const Error &error) {
        unreadable = error;
    }
    throwIfStopped(stop);
    for (const QString &profile : std::as_const(profiles))
        report("keys", profile);
    if (unreadable)
        report("unknown_keys", unreadable->message());
    client.succeed();
}

/// Removes everything from this computer: the registration with the server, keychain entries,
/// settings, AWS access keys, the activity, and the saved state. Continues if the server can't be
/// reached; the answer is then an error.
QCoro::Task<> forget(Services &services, Conversation &client, wire::Block, std::stop_token stop) {
    services.signOut.end(Session::End::SignedOut);
    services.session.forget();
    services.snooze.clear();
    const QList<QUrl> servers = services.savedState.servers();
    services.savedState.clear();
    std::optional<Error> problem;
    try {
        services.activity.clear();
    } catch (const Error &error) {
        problem = error;
    }
    try {
        co_await services.servers.forget(servers, stop);
    } catch (const Error &error) {
        problem = error;
    }
    throwIfStopped(stop);
    try {
        co_await services.profiles.removeAll(stop);
    } catch (const Error &error) {
        problem = error;
    }
    throwIfStopped(stop);
    services.configuration.forget();
    if (problem)
        throw *problem;
    client.succeed();
}

} // namespace vouch::endpoint
