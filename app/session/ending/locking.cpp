// SPDX-License-Identifier: Apache-2.0
#include "session/ending/locking.h"

#include "fido/authenticator.h"
#include "session/configuration.h"
#include "session/ending/sign_out.h"
#include "session/session.h"

#include <algorithm>

namespace vouch {

Locking::Locking(Configuration &configuration, Session &session, SignOut &signOut,
                 fido::Authenticator &authenticator)
    : configuration_(configuration), signOut_(signOut), authenticator_(authenticator) {
    connect(&session, &Session::began, this, [this, &session] {
        if (!session.isByKey()) // signed in with a browser
            return;
        keyPaths_ = session.keyPaths();
        keyWatch_.reset(); // they may be other keys
        watchKey();
    });
    connect(&signOut_, &SignOut::openChanged, this, &Locking::watchKey);
    connect(&configuration_, &Configuration::changed, this, &Locking::watchKey);
}

void Locking::screenLocked() {
    if (configuration_.settings().lock.screen)
        signOut_.end(Session::End::ScreenLocked);
}

void Locking::suspending() {
    if (configuration_.settings().lock.suspend)
        signOut_.end(Session::End::Suspended);
}

void Locking::watchKey() {
    if (!signOut_.isAnythingOpen() || keyPaths_.isEmpty() ||
        !configuration_.settings().lock.keyRemoved) {
        keyWatch_.reset();
        looking_.stop();
        return;
    }
    if (keyWatch_)
        return;
    keysSeen_.clear();
    const auto lookAgain = [this] {
        looking_ = ScopedTask([this](std::stop_token stop) { return look(stop); }, {});
    };
    keyWatch_ = authenticator_.watchKeys(lookAgain);
    lookAgain();
}

QCoro::Task<> Locking::look(std::stop_token stop) {
    const QList<fido::Key> keys = co_await authenticator_.keys();
    throwIfStopped(stop);
    QStringList present;
    for (const fido::Key &key : keys)
        if (keyPaths_.contains(key.path))
            present.append(key.path);
    const auto isGone = [&present](const QString &path) { return !present.contains(path); };
    if (std::ranges::any_of(keysSeen_, isGone))
        signOut_.end(Session::End::KeyRemoved);
    else
        keysSeen_ = present;
}

} // namespace vouch
