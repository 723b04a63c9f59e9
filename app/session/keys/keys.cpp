// SPDX-License-Identifier: Apache-2.0
#include "session/keys/keys.h"

#include "core/log.h"
#include "core/scoped_task.h"
#include "fido/key_models.h"
#include "identity/server.h"
#include "session/current_server.h"
#include "session/keys/key_addition.h"
#include "session/session.h"

#include <algorithm>

namespace vouch {

namespace {

RegisteredKey withModel(const identity::RegisteredKey &key) {
    const QString model = keyModel(key.aaguid);
    return {key.id,     key.name,      model.isEmpty() ? key.deviceModel : model,
            key.aaguid, key.createdAt, key.current};
}

} // namespace

Keys::Keys(CurrentServer &servers, Session &session, SignIn &signIn, KeyAddition &addition)
    : servers_(servers), session_(session), addition_(addition), stepUp_(session, signIn) {}

QCoro::Task<QList<RegisteredKey>> Keys::list(CeremonyRunner runner, std::stop_token stop) {
    QList<RegisteredKey> keys;
    // `send` writes into this coroutine's frame, which outlives it.
    const StepUp::Send send = [this, &keys](SharedSecret token, std::stop_token stopped) {
        return readList(&keys, std::move(token), std::move(stopped));
    };
    co_await stepUp_.request(send, runner, stop);
    throwIfStopped(stop);
    co_return keys;
}

QCoro::Task<Keys::Addition> Keys::add(QString name, CeremonyRunner runner, std::stop_token stop) {
    addition_.setName(name); // throws for a bad name before the user has to do anything
    const StepUp::Send send = [this, name, runner](SharedSecret, std::stop_token stopped) {
        addition_.setName(name); // another addition may have changed it meanwhile
        return runner(addition_, std::move(stopped));
    };
    co_await stepUp_.request(send, runner, stop);
    throwIfStopped(stop);
    qCInfo(logApp) << "a key was added";
    Q_EMIT changed();
    Addition result;
    result.added.id = addition_.addedId();
    result.added.name = addition_.addedName();
    try {
        result.keys = co_await list(runner, stop);
    } catch (const Error &error) { // the key was added all the same
        throwIfStopped(stop);
        qCInfo(logApp) << "the keys were not listed:" << kindName(error.kind());
    }
    throwIfStopped(stop);
    const auto added = std::ranges::find(result.keys, addition_.addedId(), &RegisteredKey::id);
    if (added != result.keys.end())
        result.added = *added;
    co_return result;
}

QCoro::Task<> Keys::rename(QString id, QString name, CeremonyRunner runner, std::stop_token stop) {
    const QString clean = identity::keyName(name);
    const StepUp::Send send = [this, id, clean](SharedSecret token, std::stop_token stopped) {
        return sendName(id, clean, std::move(token), std::move(stopped));
    };
    co_await stepUp_.request(send, runner, stop);
    throwIfStopped(stop);
    Q_EMIT changed();
}

QCoro::Task<KeyRemoval> Keys::remove(QString id, CeremonyRunner runner, std::stop_token stop) {
    KeyRemoval removal;
    const StepUp::Send send = [this, id, &removal](SharedSecret token, std::stop_token stopped) {
        return sendRemoval(id, &removal, std::move(token), std::move(stopped));
    };
    co_await stepUp_.request(send, runner, stop);
    throwIfStopped(stop);
    qCInfo(logApp) << "a key was removed, and" << removal.sessionsRevoked << "sessions with it";
    Q_EMIT changed();
    co_return removal;
}

QCoro::Task<> Keys::readList(QList<RegisteredKey> *keys, SharedSecret accessToken,
                             std::stop_token stop) {
    const auto server = servers_.server();
    const auto answer = co_await server->keys(accessToken, stop);
    throwIfStopped(stop);
    keys->clear();
    for (const identity::RegisteredKey &key : answer)
        keys->append(withModel(key));
}

QCoro::Task<> Keys::sendName(QString id, QString name, SharedSecret accessToken,
                             std::stop_token stop) {
    const auto server = servers_.server();
    co_await server->renameKey(id, name, accessToken, stop);
}

QCoro::Task<> Keys::sendRemoval(QString id, KeyRemoval *removal, SharedSecret accessToken,
                                std::stop_token stop) {
    const auto server = servers_.server();
    const auto answer = co_await server->removeKey(id, accessToken, stop);
    throwIfStopped(stop);
    *removal = {answer.sessionsRevoked, answer.currentSessionRevoked};
    if (answer.currentSessionRevoked && session_.accessToken() == accessToken)
        session_.end(Session::End::SignedOut);
}

} // namespace vouch
