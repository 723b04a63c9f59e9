// SPDX-License-Identifier: Apache-2.0
#include "endpoint/remote_ceremony.h"

#include "endpoint/ceremony_states.h"
#include "fido/pin_rules.h"
#include "fido/touch_time.h"
#include "session/keys/key_ceremony.h"
#include "session/prompting/prompts.h"
#include "wire/text.h"

#include <QCoreApplication>

namespace vouch::endpoint {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::endpoint)
};

using CeremonyState = KeyCeremony::CeremonyState;
using StateKind = CeremonyState::Kind;

/// Tells the client what the user has to do.
void sendState(Conversation &client, const CeremonyState &state) {
    const std::string model = bytes(state.model);
    switch (state.kind) {
    case StateKind::Checking:
    case StateKind::CheckingPin:
        client.sendEvent("checking");
        break;
    case StateKind::SystemAsks:
        client.sendEvent("system",
                         [&](wire::BlockWriter &block) { block.add("name", bytes(state.system)); });
        break;
    case StateKind::Insert:
    case StateKind::InsertAgain:
        client.sendEvent("insert");
        break;
    case StateKind::Pin:
        client.sendEvent("pin", [&](wire::BlockWriter &block) {
            block.add("key", model).add("left", state.attemptsLeft);
            if (state.wrongPin)
                block.add("wrong", "yes");
        });
        break;
    case StateKind::ChooseKey:
        client.sendEvent("choose", [&](wire::BlockWriter &block) {
            block.add("label", bytes(state.choices.join(u", "_s)));
        });
        break;
    case StateKind::Touch:
        client.sendEvent("touch", [](wire::BlockWriter &block) {
            block.add("seconds", fido::touchTime.count());
        });
        break;
    default:
        break;
    }
}

/// The reason for a dead end, with a fix that works in a terminal.
std::optional<Error> deadEnd(const KeyCeremony &ceremony, StateKind kind) {
    const std::optional<Error> &error = ceremony.obstacle();
    if (error && kind == StateKind::PinNotSet)
        return Error(error->kind(), error->message(), Strings::tr("Set one: vouch keys change-pin"),
                     error->detail());
    if (error && kind == StateKind::PinOutdated)
        return Error(error->kind(), error->message(),
                     Strings::tr("Change it: vouch keys change-pin"), error->detail());
    return error;
}

/// Why the ceremony can't continue in a terminal, where a window would wait for the user.
/// `pinSent`: this command has sent a PIN. After a wrong PIN it asks for another, except for the
/// last few attempts.
std::optional<Error> obstacle(const KeyCeremony &ceremony, const CeremonyState &state, bool pinSent,
                              bool lastAttempts) {
    if (state.isDeadEnd())
        return deadEnd(ceremony, state.kind);
    if (state.kind != StateKind::Pin)
        return std::nullopt;
    if (pinSent && state.wrongPin && state.attemptsLeft <= fewPinAttempts)
        return wrongPin(state.attemptsLeft);
    if (pinSent && !state.wrongPin)
        return keyChanged();
    if (state.attemptsLeft <= fewPinAttempts && !lastAttempts)
        return Error(
            Error::Kind::Pin,
            Strings::tr("Only %n attempt(s) left for this key's PIN.", nullptr, state.attemptsLeft),
            Strings::tr("If you're sure of the PIN: vouch login --terminal --last-attempts"));
    return std::nullopt;
}

/// The index of the account that the client chose by its number, counting from 1.
int chosenAccount(const Secret &answer, qsizetype accounts) {
    bool isNumber = false;
    const int number = QString::fromUtf8(answer.view()).trimmed().toInt(&isNumber);
    if (!isNumber || number < 1 || number > accounts)
        throw Error(Error::Kind::Malformed, Strings::tr("That isn't one of the accounts."),
                    Strings::tr("Run the command again and enter an account's number."));
    return number - 1;
}

} // namespace

Error keyChanged() {
    return Error(Error::Kind::NoKey, Strings::tr("The key was removed or changed."),
                 Strings::tr("Run the command again."));
}

void requirePossible(const Secret &pin) {
    if (!couldBePin(pin.view()))
        throw Error(Error::Kind::Pin,
                    Strings::tr("A PIN has 4 to 63 characters. No attempt was used."),
                    Strings::tr("Run the command again."));
}

Error wrongPin(int attemptsLeft) {
    return Error(Error::Kind::Pin,
                 Strings::tr("Wrong PIN. %n attempt(s) left.", nullptr, attemptsLeft),
                 Strings::tr("Run the command again to try another PIN."));
}

RemoteCeremony::RemoteCeremony(Services &services, Conversation &client, const wire::Block &request,
                               Requester::Purpose why)
    : services_(services), client_(client), who_(describe(client.peer())),
      inTerminal_(asksInTerminal(services, request)),
      lastAttempts_(request.value("last_attempts") == "yes") {
    who_.purpose = why;
}

CeremonyRunner RemoteCeremony::runner() const {
    return [this](KeyCeremony &ceremony, std::stop_token stop) {
        return run(ceremony, std::move(stop));
    };
}

QCoro::Task<> RemoteCeremony::run(KeyCeremony &ceremony, std::stop_token stop) const {
    if (!inTerminal_ && !services_.prompts.hasDisplay())
        throw Error(Error::Kind::PromptNeeded, Strings::tr("Vouch is running without a display."),
                    Strings::tr("Run: vouch login --terminal"));
    client_.setWaiting(true); // regardless of the limit: signing in lets waiting requests finish

    auto waiter = ceremony.join(who_, inTerminal_);
    const auto done = waiter->done();
    CeremonyStates<KeyCeremony> states(ceremony);
    const std::stop_callback onStop(stop, [&] {
        waiter.reset(); // the client hung up
        states.abandon();
    });
    for (bool pinSent = false; !done.isFinished();) {
        co_await states.available();
        throwIfStopped(stop);
        const CeremonyState state = states.take();
        if (inTerminal_)
            if (const auto error = obstacle(ceremony, state, pinSent, lastAttempts_))
                throw *error;
        sendState(client_, state);
        if (inTerminal_ && state.kind == StateKind::ChooseAccount) {
            for (const QString &account : state.choices)
                client_.sendEvent("account", [&account](wire::BlockWriter &block) {
                    block.add("name", wire::displayText(bytes(account)));
                });
            const SharedSecret answer = co_await client_.ask("account");
            throwIfStopped(stop);
            ceremony.chooseAccount(chosenAccount(*answer, state.choices.size()));
        }
        if (inTerminal_ && state.kind == StateKind::Pin) {
            pinSent = true;
            const SharedSecret pin = co_await client_.ask("pin");
            throwIfStopped(stop);
            // The PIN is for the key that was named in the request.
            if (!states.isEmpty())
                throw keyChanged();
            requirePossible(*pin);
            ceremony.submitPin(Secret(pin->view()));
        }
    }
    co_await done;
    throwIfStopped(stop);
    client_.setWaiting(false);
}

} // namespace vouch::endpoint
