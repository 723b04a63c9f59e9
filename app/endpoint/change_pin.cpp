// SPDX-License-Identifier: Apache-2.0
// Changes an inserted key's PIN from a terminal. Doesn't involve a server.
#include "endpoint/remote_ceremony.h"

#include "core/deferred.h"
#include "fido/authenticator.h"
#include "fido/pin_rules.h"
#include "session/keys/inserted_keys.h"
#include "wire/text.h"

#include <QCoreApplication>

namespace vouch::endpoint {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::endpoint)
};

/// The only key, or the one that the user touches.
QCoro::Task<InsertedKey> chooseKey(InsertedKeys &keys, QList<InsertedKey> usable,
                                   Conversation &client, std::stop_token stop) {
    if (usable.size() == 1)
        co_return InsertedKey(usable.first());
    QStringList ids, models;
    for (const InsertedKey &key : usable) {
        ids.append(key.id);
        models.append(key.model);
    }
    client.sendEvent("choose", [&models](wire::BlockWriter &block) {
        block.add("label", wire::displayText(bytes(models.join(u", "_s))));
    });
    const QString id = co_await keys.touched(ids, stop);
    throwIfStopped(stop);
    co_return InsertedKey(usable.at(ids.indexOf(id)));
}

/// Waits for a key to be plugged in.
QCoro::Task<InsertedKey> insertedKey(InsertedKeys &keys, Conversation &client,
                                     std::stop_token stop) {
    Deferred<bool> wake;
    QObject context;
    QObject::connect(&keys, &InsertedKeys::changed, &context, [&wake] { wake.deliver(true); });
    const std::stop_callback onStop(stop, [&wake] { wake.fail(canceled()); });
    for (bool requested = false;; requested = true) {
        wake = Deferred<bool>(); // before reading, so as not to miss a change
        const QList<InsertedKey> all = co_await keys.readAll(stop);
        throwIfStopped(stop);
        QList<InsertedKey> usable = all;
        usable.removeIf([](const InsertedKey &key) { return !key.problem.isEmpty(); });
        if (!usable.isEmpty()) {
            const InsertedKey key = co_await chooseKey(keys, usable, client, stop);
            throwIfStopped(stop);
            co_return InsertedKey(key);
        }
        if (!all.isEmpty())
            throw Error(Error::Kind::NoKey, all.first().problem, {});
        if (!requested)
            client.sendEvent("insert");
        co_await wake.future();
        throwIfStopped(stop);
    }
}

void requireChangeable(const InsertedKey &key, bool lastAttempts) {
    if (!key.supportsPin)
        throw Error(Error::Kind::Unsupported, Strings::tr("This key can't have a PIN."),
                    Strings::tr("Use a FIDO2 key."));
    if (key.hasPin && key.attemptsLeft == 0)
        throw fido::pinBlocked();
    if (key.hasPin && key.attemptsLeft <= fewPinAttempts && !lastAttempts)
        throw Error(
            Error::Kind::Pin,
            Strings::tr("Only %n attempt(s) left for this key's PIN.", nullptr, key.attemptsLeft),
            Strings::tr("If you're sure of the PIN: vouch keys change-pin --last-attempts"));
}

/// Asks for PINs until the key accepts them. Each is tried once.
QCoro::Task<> changePin(InsertedKeys &keys, InsertedKey key, Conversation &client,
                        std::stop_token stop) {
    bool gone = false;
    QObject context;
    QObject::connect(&keys, &InsertedKeys::changed, &context, [&] {
        const InsertedKey *now = keys.find(key.id); // may be another key in the same port
        gone = gone || (keys.isKnown() && (now == nullptr || now->model != key.model));
    });
    const std::string model = wire::displayText(bytes(key.model));
    SharedSecret before;
    QString problem;
    for (bool wrong = false;;) {
        if (key.hasPin && !before) {
            client.sendEvent("pin", [&](wire::BlockWriter &block) {
                block.add("key", model).add("left", key.attemptsLeft).add("old", "yes");
                if (wrong)
                    block.add("wrong", "yes");
            });
            before = co_await client.ask("pin");
            throwIfStopped(stop);
            requirePossible(*before);
        }
        client.sendEvent("new_pin", [&](wire::BlockWriter &block) {
            block.add("key", model)
                .add("least", key.minPinCharacters)
                .addUnlessEmpty("problem", wire::displayText(bytes(problem)));
        });
        const SharedSecret pin = co_await client.ask("new_pin");
        throwIfStopped(stop);
        problem = newPinFault(pin->view(), key.minPinCharacters);
        if (problem.isEmpty() && before && before->equals(pin->view()))
            problem = Strings::tr("The new PIN is the same as the old one.");
        if (!problem.isEmpty())
            continue;
        if (gone) // the PINs were for that key
            throw keyChanged();
        PinAnswer answer;
        if (key.hasPin)
            answer = co_await keys.changePin(key.id, before, pin, stop);
        else
            answer = co_await keys.setPin(key.id, pin, stop);
        throwIfStopped(stop);
        switch (answer.kind) {
        case PinAnswer::Kind::Done:
            co_return;
        case PinAnswer::Kind::WrongPin:
            if (answer.attemptsLeft <= fewPinAttempts)
                throw wrongPin(answer.attemptsLeft);
            key.attemptsLeft = answer.attemptsLeft;
            wrong = true;
            before.reset();
            break;
        case PinAnswer::Kind::Refused:
            problem = answer.text;
            break;
        case PinAnswer::Kind::Stuck:
            throw Error(Error::Kind::Pin, answer.text, {});
        }
    }
}

} // namespace

QCoro::Task<> keysChangePin(Services &services, Conversation &client, wire::Block request,
                            std::stop_token stop) {
    services.requireRoomToWait();
    client.setWaiting(true);
    InsertedKeys &keys = services.insertedKeys;
    const auto watch = keys.watch();
    const InsertedKey key = co_await insertedKey(keys, client, stop);
    throwIfStopped(stop);
    requireChangeable(key, request.value("last_attempts") == "yes");
    co_await changePin(keys, key, client, stop);
    throwIfStopped(stop);
    client.succeed([&key](wire::BlockWriter &block) {
        block.addUnlessEmpty("key", wire::displayText(bytes(key.model)))
            .add("had_pin", key.hasPin ? "yes" : "no");
    });
}

} // namespace vouch::endpoint
