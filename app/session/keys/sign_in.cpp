// SPDX-License-Identifier: Apache-2.0
#include "session/keys/sign_in.h"

#include "fido/authenticator.h"
#include "identity/server.h"
#include "session/current_server.h"
#include "session/device_report.h"
#include "session/session.h"

#include <utility>

namespace vouch {

using Kind = SignIn::CeremonyState::Kind;

SignIn::SignIn(CurrentServer &servers, fido::Authenticator &authenticator,
               const DeviceReport &report, Session &session, Clock &clock)
    : KeyCeremony(Aim::SignIn, authenticator, clock), servers_(servers), report_(report),
      session_(session) {
    connect(&servers_, &CurrentServer::changed, this, &SignIn::stop);
}

SignIn::~SignIn() = default;

QCoro::Task<> SignIn::prepare(std::stop_token stop) {
    // Checks that the server is reachable and genuine before the user does anything.
    const auto server = servers_.server();
    const identity::Challenge challenge = co_await server->challenge(stop);
    throwIfStopped(stop);
    challenge_ = std::make_unique<identity::Challenge>(challenge);
}

QCoro::Task<bool> SignIn::perform(fido::Key key, SharedSecret pin, std::stop_token stop) {
    const auto server = servers_.server();
    if (clock_.now() >= challenge_->expiresAt) {
        co_await prepare(stop);
        throwIfStopped(stop);
    }
    const identity::Challenge challenge = *challenge_;
    auto report = report_.forSignIn(); // ready by the time the key is touched
    fido::AssertionRequest request = challenge.assertionRequest();
    request.requestId = requestId();
    request.window = window();
    const auto assertions =
        co_await authenticator_.assertions(key.path, request, std::exchange(pin, nullptr), stop);
    throwIfStopped(stop);
    const auto assertion = co_await account(assertions, key.model, stop);
    throwIfStopped(stop);
    if (clock_.now() >= challenge.expiresAt) // choosing took too long
        co_return false;
    setState({Kind::Checking, key.model});
    const QByteArray details = co_await report;
    throwIfStopped(stop);
    const QStringList usedKeys = co_await possiblyUsed(key, stop);
    throwIfStopped(stop);
    const auto login = co_await server->logIn(challenge, assertion, details, stop);
    throwIfStopped(stop);
    session_.begin(login, usedKeys);
    co_return true;
}

QCoro::Task<QStringList> SignIn::possiblyUsed(fido::Key key, std::stop_token stop) {
    QStringList paths;
    if (!key.path.isEmpty()) {
        paths.append(key.path);
        co_return paths;
    }
    const QList<fido::Key> inserted = co_await authenticator_.keys();
    throwIfStopped(stop);
    for (const fido::Key &one : inserted)
        paths.append(one.path);
    co_return paths;
}

QCoro::Task<fido::Assertion> SignIn::account(QList<fido::Assertion> assertions, QString model,
                                             std::stop_token stop) {
    if (assertions.size() == 1)
        co_return fido::Assertion(assertions.first());
    CeremonyState choosing(Kind::ChooseAccount, model);
    for (const fido::Assertion &assertion : assertions)
        choosing.choices.append(assertion.userName);
    const int index = co_await choice(choosing, stop);
    throwIfStopped(stop);
    co_return fido::Assertion(assertions.at(index));
}

} // namespace vouch
