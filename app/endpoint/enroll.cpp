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

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::endpoint)
};

using Kind = Enrollment::CeremonyState::Kind;

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

std::string bytes(const QUrl &url) {
    return url.toString(QUrl::FullyEncoded).toStdString();
}

/// Tells the client what changed since `before`.
void sendState(Conversation &client, const Enrollment::CeremonyState &before,
               const Enrollment::CeremonyState &step, bool opensBrowser) {
    if (step.kind == Kind::Approved)
        client.sendEvent("approved");
    if (step.kind == Kind::RegisteringKey)
        client.sendEvent("register_key");
    if (step.kind != Kind::Waiting)
        return;
    if (before.kind != Kind::Waiting)
        client.sendEvent("code", [&](wire::BlockWriter &block) {
            block.add("user_code", endpoint::bytes(step.code))
                .add("uri", bytes(step.address))
                .addUnlessEmpty("uri_complete", bytes(step.complete))
                .add("expires_at", step.until.time_since_epoch().count())
                .add("browser", opensBrowser ? "yes" : "no");
        });
    else if (step.slowedDown > before.slowedDown)
        client.sendEvent("slow_down");
    if (step.reachable != before.reachable && before.kind == Kind::Waiting)
        client.sendEvent(step.reachable ? "reachable" : "unreachable");
}

} // namespace

QCoro::Task<> enroll(Services &services, Conversation &client, wire::Block request,
                     std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    services.servers.server(); // set up at all?
    // Never at another one than was asked for: the settings could not be read anew, say.
    const QUrl wanted(text(request, "server"));
    if (!wanted.isEmpty() && wanted != services.configuration.settings().server)
        throw Error(Error::Kind::NotSetUp, Text::tr("Vouch's settings name another server."),
                    Text::tr("Run: vouch config set server https://YOUR-SERVER"));
    services.requireRoomToWait();
    client.setWaiting(true);

    const RemoteCeremony through(services, client, request, Requester::Purpose::AddKey);
    auto run = services.enrollment.begin(through.runner());
    const auto done = run->done();
    CeremonyStates<Enrollment> states(services.enrollment);
    const std::stop_callback onStop(stop, [&] {
        run.reset(); // whoever hangs up does not want it any more
        states.abandon();
    });
    Enrollment::CeremonyState last;
    while (!done.isFinished() || !states.isEmpty()) {
        co_await states.available();
        throwIfStopped(stop);
        const Enrollment::CeremonyState step = states.take();
        sendState(client, last, step, services.prompts.hasDisplay());
        last = step;
    }
    co_await done;
    throwIfStopped(stop);
    client.succeed([&services, &last](wire::BlockWriter &block) {
        block.addUnlessEmpty("email", wire::displayText(endpoint::bytes(last.email)))
            .add("server", endpoint::bytes(services.servers.name()))
            .add("key", stateName(last.key));
        const auto &problem = services.enrollment.problem();
        if (last.key == KeyState::NotAdded && problem)
            block.add("key_message", wire::displayText(endpoint::bytes(problem->message())));
    });
}

} // namespace vouch::endpoint
