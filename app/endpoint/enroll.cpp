// SPDX-License-Identifier: Apache-2.0
#include "endpoint/remote_ceremony.h"

#include "endpoint/ceremony_states.h"
#include "session/configuration.h"
#include "session/current_server.h"
#include "session/keys/enrollment.h"
#include "session/prompting/prompts.h"
#include "wire/text.h"

#include <QCoreApplication>

namespace vouch::endpoint {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::endpoint)
};

using Step = Enrollment::CeremonyState::Kind;

using KeyState = Enrollment::KeyState;

std::string_view stateName(KeyState state) {
    switch (state) {
    case KeyState::None:
        break;
    case KeyState::Known:
        return "known";
    case KeyState::Added:
        return "added";
    case KeyState::NotAdded:
        return "not_added";
    }
    return "none";
}

std::string addressText(const QUrl &url) {
    return url.toString(QUrl::FullyEncoded).toStdString();
}

/// Sends the client what changed since `before`.
void sendState(Conversation &client, const Enrollment::CeremonyState &before,
               const Enrollment::CeremonyState &state, bool opensBrowser) {
    if (state.kind == Step::Approved)
        client.sendEvent("approved");
    if (state.kind == Step::RegisteringKey)
        client.sendEvent("register_key");
    if (state.kind != Step::Waiting)
        return;
    if (before.kind != Step::Waiting)
        client.sendEvent("code", [&](wire::BlockWriter &block) {
            block.add("user_code", bytes(state.code))
                .add("uri", addressText(state.address))
                .addUnlessEmpty("uri_complete", addressText(state.complete))
                .add("expires_at", state.until.time_since_epoch().count())
                .add("browser", opensBrowser ? "yes" : "no");
        });
    else if (state.slowedDown > before.slowedDown)
        client.sendEvent("slow_down");
    if (state.reachable != before.reachable && before.kind == Step::Waiting)
        client.sendEvent(state.reachable ? "reachable" : "unreachable");
}

} // namespace

QCoro::Task<> enroll(Services &services, Conversation &client, wire::Block request,
                     std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    services.servers.server(); // throws if no server is set
    // Never enroll with another server than requested: the new settings may be unreadable.
    const QUrl wanted(text(request, "server"));
    if (!wanted.isEmpty() && wanted != services.configuration.settings().server)
        throw Error(Error::Kind::NotSetUp, Strings::tr("Vouch is set up for another server."),
                    Strings::tr("Run: vouch config set server https://YOUR-SERVER"));
    services.requireRoomToWait();
    client.setWaiting(true);

    const RemoteCeremony remote(services, client, request, Requester::Purpose::AddKey);
    auto run = services.enrollment.begin(remote.runner());
    const auto done = run->done();
    CeremonyStates<Enrollment> states(services.enrollment);
    const std::stop_callback onStop(stop, [&] {
        run.reset(); // the client hung up: cancel
        states.abandon();
    });
    Enrollment::CeremonyState last;
    while (!done.isFinished() || !states.isEmpty()) {
        co_await states.available();
        throwIfStopped(stop);
        const Enrollment::CeremonyState state = states.take();
        sendState(client, last, state, services.prompts.hasDisplay());
        last = state;
    }
    co_await done;
    throwIfStopped(stop);
    client.succeed([&services, &last](wire::BlockWriter &block) {
        block.addUnlessEmpty("email", wire::displayText(bytes(last.email)))
            .add("server", bytes(services.servers.name()))
            .add("key", stateName(last.key));
        const auto &problem = services.enrollment.problem();
        if (last.key == KeyState::NotAdded && problem)
            block.add("key_message", wire::displayText(bytes(problem->message())));
    });
}

} // namespace vouch::endpoint
