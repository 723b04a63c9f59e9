// SPDX-License-Identifier: Apache-2.0
#include "endpoint/guide.h"

#include "endpoint/moments.h"
#include "session/configuration.h"
#include "session/keys/enrolment.h"
#include "session/prompting/prompts.h"
#include "session/server_in_use.h"
#include "wire/text.h"

#include <QCoreApplication>

namespace vouch::endpoint {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::endpoint)
};

using Kind = Enrolment::Moment::Kind;

using KeyState = Enrolment::KeyState;

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
void sendMoment(Conversation &client, const Enrolment::Moment &before,
                const Enrolment::Moment &moment, bool opensBrowser) {
    if (moment.kind == Kind::Approved)
        client.sendEvent("approved");
    if (moment.kind == Kind::RegisteringKey)
        client.sendEvent("register_key");
    if (moment.kind != Kind::Waiting)
        return;
    if (before.kind != Kind::Waiting)
        client.sendEvent("code", [&](wire::BlockWriter &block) {
            block.add("user_code", endpoint::bytes(moment.code))
                .add("uri", bytes(moment.address))
                .addUnlessEmpty("uri_complete", bytes(moment.complete))
                .add("expires_at", moment.until.time_since_epoch().count())
                .add("browser", opensBrowser ? "yes" : "no");
        });
    else if (moment.slowedDown > before.slowedDown)
        client.sendEvent("slow_down");
    if (moment.reachable != before.reachable && before.kind == Kind::Waiting)
        client.sendEvent(moment.reachable ? "reachable" : "unreachable");
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

    const Through through(services, client, request, Requester::Purpose::AddKey);
    auto run = services.enrolment.begin(through.guide());
    const auto done = run->done();
    Moments<Enrolment> moments(services.enrolment);
    const std::stop_callback onStop(stop, [&] {
        run.reset(); // whoever hangs up does not want it any more
        moments.abandon();
    });
    Enrolment::Moment last;
    while (!done.isFinished() || !moments.isEmpty()) {
        co_await moments.available();
        throwIfStopped(stop);
        const Enrolment::Moment moment = moments.take();
        sendMoment(client, last, moment, services.prompts.hasDisplay());
        last = moment;
    }
    co_await done;
    throwIfStopped(stop);
    client.succeed([&services, &last](wire::BlockWriter &block) {
        block.addUnlessEmpty("email", wire::displayText(endpoint::bytes(last.email)))
            .add("server", endpoint::bytes(services.servers.name()))
            .add("key", stateName(last.key));
        const auto &problem = services.enrolment.problem();
        if (last.key == KeyState::NotAdded && problem)
            block.add("key_message", wire::displayText(endpoint::bytes(problem->message())));
    });
}

} // namespace vouch::endpoint
