// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "session/broker.h"
#include "session/configuration.h"
#include "session/server_in_use.h"
#include "session/session.h"
#include "session/sign_in.h"
#include "wire/text.h"

#include <QCoreApplication>
#include <QQueue>

#include <algorithm>

namespace vouch::endpoint {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::endpoint)
};

using Kind = SignIn::Moment::Kind;

/// So few attempts are for a person who looks at them: at a window, or with `--last-attempts`.
constexpr int fewAttempts = 3;

/// The sign-in's moments, one after the other, none missed.
class Moments {
public:
    explicit Moments(SignIn &signIn)
        : connection_(QObject::connect(&signIn, &SignIn::momentChanged, [this, &signIn] {
              queue_.enqueue(signIn.moment());
              wake_.deliver(true);
          })) {
        queue_.enqueue(signIn.moment());
    }
    Moments(const Moments &) = delete;
    Moments &operator=(const Moments &) = delete;
    ~Moments() { QObject::disconnect(connection_); }

    /// Finishes when there is a next one; fails when nobody will ever know.
    QFuture<bool> available() {
        wake_ = Outcome<bool>();
        if (!queue_.isEmpty())
            wake_.deliver(true);
        return wake_.future();
    }
    bool isEmpty() const { return queue_.isEmpty(); }
    SignIn::Moment take() { return queue_.dequeue(); }
    /// Nobody waits any more.
    void abandon() { wake_.fail(cancelled()); }

private:
    QQueue<SignIn::Moment> queue_;
    Outcome<bool> wake_;
    QMetaObject::Connection connection_;
};

/// Tells the client what the person is to do.
void sendMoment(Conversation &client, const SignIn::Moment &moment) {
    const std::string key = bytes(moment.model);
    switch (moment.kind) {
    case Kind::Checking:
    case Kind::CheckingPin:
        client.sendEvent("checking");
        break;
    case Kind::Insert:
    case Kind::InsertAgain:
        client.sendEvent("insert");
        break;
    case Kind::Pin:
        client.sendEvent("pin", [&](wire::BlockWriter &block) {
            block.add("key", key).add("left", moment.attemptsLeft);
        });
        break;
    case Kind::ChooseKey:
        client.sendEvent("choose", [&](wire::BlockWriter &block) {
            block.add("label", bytes(moment.choices.join(u", "_s)));
        });
        break;
    case Kind::Touch:
        client.sendEvent("touch", [](wire::BlockWriter &block) { block.add("seconds", 30); });
        break;
    default:
        break;
    }
}

Error keyChanged() {
    return Error(Error::Kind::NoKey, Text::tr("The key was removed or changed."),
                 Text::tr("Run the command again."));
}

/// What no key takes as a PIN (CTAP 2.1 section 6.5.1) costs no attempt.
void requirePossible(const Secret &pin) {
    const QByteArrayView bytes = pin.view();
    const auto beginsCharacter = [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    };
    if (std::ranges::count_if(bytes, beginsCharacter) < 4 || bytes.size() > 63)
        throw Error(Error::Kind::Pin, Text::tr("A PIN has 4 to 63 characters. None was tried."),
                    Text::tr("Run the command again."));
}

/// What a terminal cannot go on with; a window would wait for the person. `asked`: this command has
/// sent a PIN, and never sends a second one.
std::optional<Error> obstacle(const SignIn &signIn, const SignIn::Moment &moment, bool asked,
                              bool lastAttempts) {
    if (moment.isDeadEnd())
        return signIn.obstacle();
    if (moment.kind == Kind::ChooseAccount)
        return Error(Error::Kind::Unsupported,
                     Text::tr("This key holds %n account(s) for the server.", nullptr,
                              int(moment.choices.size())),
                     Text::tr("Choose one in Vouch's window: vouch login"));
    if (moment.kind != Kind::Pin)
        return std::nullopt;
    if (asked && moment.wrongPin)
        return Error(Error::Kind::Pin,
                     Text::tr("Wrong PIN. %n attempt(s) left.", nullptr, moment.attemptsLeft),
                     Text::tr("Run the command again to try another one."));
    if (asked)
        return keyChanged();
    if (moment.attemptsLeft <= fewAttempts && !lastAttempts)
        return Error(
            Error::Kind::Pin,
            Text::tr("Only %n attempt(s) left for this key's PIN.", nullptr, moment.attemptsLeft),
            Text::tr("If you are sure of it: vouch login --terminal --last-attempts"));
    return std::nullopt;
}

} // namespace

QCoro::Task<> login(Services &services, Conversation &client, wire::Block request,
                    std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    services.servers.server(); // set up at all?
    const bool inTerminal = request.value("via") == "terminal";
    const bool lastAttempts = request.value("last_attempts") == "yes";
    if (!inTerminal && !services.broker.hasDisplay())
        throw Error(Error::Kind::PromptNeeded, Text::tr("Vouch runs without a display."),
                    Text::tr("Run: vouch login --terminal"));
    services.requireRoomToWait();
    client.setWaiting(true);

    SignIn &signIn = services.signIn;
    Requester who = describe(client.peer());
    auto place = signIn.join(who, inTerminal);
    const auto done = place->done();
    Moments moments(signIn);
    const std::stop_callback onStop(stop, [&] {
        place.reset(); // whoever hangs up leaves
        moments.abandon();
    });
    for (bool asked = false; !done.isFinished();) {
        co_await moments.available();
        throwIfStopped(stop);
        const SignIn::Moment moment = moments.take();
        if (inTerminal)
            if (const auto error = obstacle(signIn, moment, asked, lastAttempts))
                throw *error;
        sendMoment(client, moment);
        if (inTerminal && moment.kind == Kind::Pin) {
            asked = true;
            const SharedSecret pin = co_await client.ask("pin");
            throwIfStopped(stop);
            // The PIN is meant for the key that was named when it was asked for.
            if (!moments.isEmpty())
                throw keyChanged();
            requirePossible(*pin);
            signIn.submitPin(Secret(pin->view()));
        }
    }
    co_await done;
    throwIfStopped(stop);
    client.succeed([&services](wire::BlockWriter &block) {
        block.add("email", wire::displayText(bytes(services.session.email())))
            .add("server", bytes(services.servers.name()))
            .add("expires_at", services.session.expiresAt().time_since_epoch().count());
    });
}

} // namespace vouch::endpoint
