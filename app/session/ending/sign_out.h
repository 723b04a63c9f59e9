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

/// The one way to sign out, for the user and for the lock settings. Ends the Vouch session and
/// everything that works without one: AWS credentials of roles and profiles, MFA sessions,
/// programs' permissions, console addresses, identity tokens. Removes it all from memory and fails
/// waiting requests as canceled. Stored access keys stay. GUI thread.
///
/// Not used when a session expires or the server ends it: credentials from profiles stay valid.
class SignOut : public QObject {
    Q_OBJECT
public:
    /// All parts must outlive this object.
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

    /// `reason`: SignedOut, which also cancels a sign-in, or one of the lock settings'.
    void end(Session::End reason);
    /// Whether there is anything to end.
    bool isAnythingOpen() const;

Q_SIGNALS:
    /// isAnythingOpen() may have changed.
    void openChanged();

private:
    Parts parts_;
};

} // namespace vouch
