// SPDX-License-Identifier: Apache-2.0
#include "session/locking.h"

#include "fido/authenticator.h"
#include "session/configuration.h"
#include "session/session.h"

#include <algorithm>

namespace vouch {

Locking::Locking(Configuration &configuration, Session &session, fido::Authenticator &authenticator)
    : configuration_(configuration), session_(session), authenticator_(authenticator) {
    connect(&session_, &Session::began, this, [this] {
        keyWatch_.reset(); // another key perhaps
        watchKey();
    });
    connect(&session_, &Session::ended, this, &Locking::watchKey);
    connect(&configuration_, &Configuration::changed, this, &Locking::watchKey);
}

void Locking::screenLocked() {
    if (configuration_.settings().lock.screen)
        session_.end(Session::End::ScreenLocked);
}

void Locking::suspending() {
    if (configuration_.settings().lock.suspend)
        session_.end(Session::End::Suspended);
}

void Locking::watchKey() {
    if (!session_.isActive() || !configuration_.settings().lock.keyRemoved) {
        keyWatch_.reset();
        looking_.stop();
        return;
    }
    if (keyWatch_)
        return;
    keySeen_ = false;
    const auto lookAgain = [this] {
        looking_ = Story([this](std::stop_token stop) { return look(stop); }, {});
    };
    keyWatch_ = authenticator_.watchKeys(lookAgain);
    lookAgain();
}

QCoro::Task<> Locking::look(std::stop_token stop) {
    const QList<fido::Key> keys = co_await authenticator_.keys();
    throwIfStopped(stop);
    const bool there = std::ranges::find(keys, session_.keyPath(), &fido::Key::path) != keys.end();
    if (keySeen_ && !there)
        session_.end(Session::End::KeyRemoved);
    else
        keySeen_ = there;
}

} // namespace vouch
