// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"

#include <QObject>

#include <memory>

namespace vouch {

class Configuration;
class Session;
class SignOut;

namespace fido {
class Authenticator;
}

/// Signs out when the computer is left alone, as far as the settings want it: `[lock] screen
/// suspend keyRemoved`. That ends whatever a sign-out would end, with or without a Vouch session.
/// Whoever can see the screen and the suspend tells it; the key that signed in last it watches
/// itself, and only while that could end something. GUI thread.
class Locking : public QObject {
    Q_OBJECT
public:
    /// All of it outlives this.
    Locking(Configuration &configuration, Session &session, SignOut &signOut,
            fido::Authenticator &authenticator);

    void screenLocked();
    void suspending();

private:
    void watchKey();
    /// Signs out when the key was there before and is not now.
    QCoro::Task<> look(std::stop_token stop);

    Configuration &configuration_;
    SignOut &signOut_;
    fido::Authenticator &authenticator_;
    QString keyPath_;      ///< of the key that signed in last, also after that session
    bool keySeen_ = false; ///< since the watch began: one that was out already ends nothing
    std::unique_ptr<QObject> keyWatch_;
    ScopedTask looking_;
};

} // namespace vouch
