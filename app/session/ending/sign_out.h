// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/session.h"

#include <QObject>

namespace vouch {

class ConsoleSignIn;
class CredentialProvider;
class Profiles;
class ProgramCredentials;
class CurrentServer;
class SignIn;

/// The one way to sign out, whoever wants it: the person, or the lock settings. Ends the Vouch
/// session and all that works without one: AWS credentials of roles and profiles, MFA sessions,
/// what programs are allowed, addresses of the console, identity tokens. Nothing of it stays in
/// memory, and whoever waits for it is told that it was cancelled. Stored keys stay. GUI thread.
///
/// A session that ends by itself, because its time is over or the server ends it, is another
/// matter: what came from profiles goes on.
class SignOut : public QObject {
    Q_OBJECT
public:
    /// All of it outlives this.
    struct Parts {
        Session &session;
        SignIn &signIn;
        CurrentServer &servers;
        CredentialProvider &credentials;
        Profiles &profiles;
        ProgramCredentials &programs;
        ConsoleSignIn &console;
    };
    explicit SignOut(const Parts &parts);

    /// `reason`: SignedOut, which also ends a sign-in that is under way, or one of the settings'.
    void end(Session::End reason);
    /// Whether there is something that it would end.
    bool isAnythingOpen() const;

Q_SIGNALS:
    /// `isAnythingOpen` may say something else now.
    void openChanged();

private:
    Parts parts_;
};

} // namespace vouch
