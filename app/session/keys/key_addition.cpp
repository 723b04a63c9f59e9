// SPDX-License-Identifier: Apache-2.0
#include "session/keys/key_addition.h"

#include "fido/authenticator.h"
#include "identity/server.h"
#include "session/current_server.h"
#include "session/session.h"

#include <memory>
#include <utility>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using Kind = KeyAddition::CeremonyState::Kind;

namespace {

/// For a failure after the key has stored the account, which only the key's own software can
/// remove.
[[noreturn]] void throwLeftOver(const Error &error) {
    const auto *refusal = dynamic_cast<const identity::Refused *>(&error);
    if (refusal != nullptr && (refusal->wantsFreshSignIn() || refusal->status() == 401))
        refusal->raise(); // StepUp tries again
    throw Error(error.kind(), error.message(),
                (error.hint() + u' ' +
                 KeyAddition::tr("The new account stays on the key. You can remove it with the "
                                 "key's own software."))
                    .trimmed(),
                error.detail());
}

} // namespace

KeyAddition::KeyAddition(CurrentServer &servers, fido::Authenticator &authenticator,
                         Session &session, Clock &clock)
    : KeyCeremony(Aim::AddKey, authenticator, clock), servers_(servers), session_(session) {
    connect(&servers_, &CurrentServer::changed, this, &KeyAddition::stop);
    connect(&session_, &Session::ended, this, [this] {
        if (isUnderWay()) // the key can't be registered without a session
            endWith(sessionOver());
    });
    connect(&session_, &Session::began, this, [this] {
        if (isUnderWay() && session_.email() != email_) // don't add it to someone else's account
            endWith(sessionOver());
    });
}

KeyAddition::~KeyAddition() = default;

Error KeyAddition::sessionOver() {
    return Error(Error::Kind::Server, tr("Your session ended before the key was added."),
                 tr("Sign in, then add it again."));
}

void KeyAddition::setName(const QString &name) {
    if (isUnderWay())
        throw Error(Error::Kind::Busy, tr("A key is already being added."),
                    tr("Finish or cancel that first."));
    name_ = name.isEmpty() ? QString() : identity::keyName(name);
}

QCoro::Task<> KeyAddition::prepare(std::stop_token stop) {
    // Checks that the server allows adding a key at all. The final name may depend on the key.
    const QString name = name_.isEmpty() ? tr("Security key") : name_;
    email_ = session_.email();
    co_await beginRegistration(name, stop);
    throwIfStopped(stop);
    const fido::RegistrationRequest request = registration_->request;
    const QList<fido::Key> keys = co_await authenticator_.keys();
    throwIfStopped(stop);
    for (const fido::Key &key : keys) {
        bool known = false;
        try {
            known = co_await authenticator_.holdsAny(key.path, request.rpId, request.excludedIds);
        } catch (const fido::KeyError &) {
            // If this key is used, its ceremony reports the error.
        }
        throwIfStopped(stop);
        if (known)
            passOver(key.path);
    }
}

/// Without a name from the user, the key is named after its model.
QCoro::Task<> KeyAddition::prepareKey(fido::Key key, std::stop_token stop) {
    const bool needsName = name_.isEmpty() && !key.model.isEmpty() && addedName_ != key.model;
    if (needsName || clock_.now() >= registration_->expiresAt) {
        const QString name = needsName ? key.model : addedName_;
        co_await beginRegistration(name, stop);
    }
}

QCoro::Task<bool> KeyAddition::perform(fido::Key key, SharedSecret pin, std::stop_token stop) {
    const auto server = servers_.server();
    if (clock_.now() >= registration_->expiresAt) // typing the PIN took too long
        co_return false;
    identity::KeyRegistration registration = *registration_;
    registration.request.requestId = requestId();
    registration.request.window = window();
    const auto attestation = co_await authenticator_.makeCredential(
        key.path, registration.request, std::exchange(pin, nullptr), stop);
    throwIfStopped(stop);
    setState({Kind::Checking, key.model});
    std::unique_ptr<const Error> refused;
    try {
        addedId_ = co_await server->completeKeyRegistration(registration, attestation,
                                                            session_.accessToken(), stop);
    } catch (const Error &error) {
        refused.reset(error.clone());
    }
    throwIfStopped(stop);
    if (refused)
        throwLeftOver(*refused);
    co_return true;
}

QCoro::Task<> KeyAddition::beginRegistration(QString name, std::stop_token stop) {
    const auto server = servers_.server();
    const auto token = session_.accessToken();
    if (!token)
        throw canceled();
    const auto registration = co_await server->beginKeyRegistration(name, token, stop);
    throwIfStopped(stop);
    addedName_ = name;
    registration_ = std::make_unique<identity::KeyRegistration>(registration);
}

} // namespace vouch
