// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/story.h"

#include <QObject>

#include <memory>

namespace vouch {

class Configuration;
class Session;

namespace fido {
class Authenticator;
}

/// Signs out when the computer is left alone, as far as the settings want it: `[lock] screen
/// suspend keyRemoved`. Whoever can see the screen and the suspend tells it; the key it watches
/// itself, and only while that could end a session. GUI thread.
class Locking : public QObject {
    Q_OBJECT
public:
    Locking(Configuration &configuration, Session &session, fido::Authenticator &authenticator);

    void screenLocked();
    void suspending();

private:
    void watchKey();
    /// Ends the session when its key was there before and is not now.
    QCoro::Task<> look(std::stop_token stop);

    Configuration &configuration_;
    Session &session_;
    fido::Authenticator &authenticator_;
    bool keySeen_ = false; ///< since the watch began: one that was out already ends nothing
    std::unique_ptr<QObject> keyWatch_;
    Story looking_;
};

} // namespace vouch
