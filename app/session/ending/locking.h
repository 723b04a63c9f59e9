// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace vouch {

class Configuration;
class Session;
class SignOut;

namespace fido {
class Authenticator;
}

/// Signs out when the user leaves the computer, as the settings `[lock] screen suspend keyRemoved`
/// say. Ends everything that a sign-out ends, even without a Vouch session. The screen lock and
/// suspend are reported to it; the key last used to sign in it watches itself, while there is
/// anything to end. If the system doesn't tell which key that was, it watches all that it may have
/// been. GUI thread.
class Locking : public QObject {
    Q_OBJECT
public:
    /// All arguments must outlive this object.
    Locking(Configuration &configuration, Session &session, SignOut &signOut,
            fido::Authenticator &authenticator);

    void screenLocked();
    void suspending();

private:
    void watchKey();
    /// Signs out if a key that has been seen is gone now.
    QCoro::Task<> look(std::stop_token stop);

    Configuration &configuration_;
    SignOut &signOut_;
    fido::Authenticator &authenticator_;
    QStringList keyPaths_; ///< of the key last used to sign in, even after that session
    QStringList keysSeen_; ///< of these, since the watch began: one already out ends nothing
    std::unique_ptr<QObject> keyWatch_;
    ScopedTask looking_;
};

} // namespace vouch
