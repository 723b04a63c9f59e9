// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/key_ceremony.h"

namespace vouch {

class CurrentServer;
class Session;

namespace identity {
struct KeyRegistration;
}

/// Registers one more key for the person who is signed in: the ceremony whose aim is an account on
/// a key that the server did not know. Keys that are in when it begins and hold one already, such
/// as the one that signed in, are left alone: the person is asked for another one. GUI thread.
class KeyAddition : public KeyCeremony {
    Q_OBJECT
public:
    KeyAddition(CurrentServer &servers, fido::Authenticator &authenticator, Session &session,
                Clock &clock);
    ~KeyAddition() override;

    /// What the next ceremony calls the key; where it is empty, the key's model serves. Throws
    /// Error for a name that the server would not take, and Busy while one is under way.
    void setName(const QString &name);
    /// The server's id for the key that was added last, and its name.
    const QString &addedId() const noexcept { return addedId_; }
    const QString &addedName() const noexcept { return addedName_; }

private:
    QCoro::Task<> prepare(std::stop_token stop) override;
    QCoro::Task<> meet(fido::Key key, std::stop_token stop) override;
    QCoro::Task<bool> perform(fido::Key key, SharedSecret pin, std::stop_token stop) override;
    QCoro::Task<> beginRegistration(QString name, std::stop_token stop);
    static Error sessionOver();

    CurrentServer &servers_;
    Session &session_;
    QString name_, addedId_, addedName_;
    QString email_;                                           ///< of whoever the key is for
    std::unique_ptr<identity::KeyRegistration> registration_; ///< from the preparation on
};

} // namespace vouch
