// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/key_ceremony.h"

namespace vouch {

class CurrentServer;
class Session;

namespace identity {
struct KeyRegistration;
}

/// Registers another key for the signed-in user: a ceremony that creates an account on a key the
/// server doesn't know. Keys that are plugged in at the start and already have an account, such as
/// the one used to sign in, are passed over: the user is asked to insert another one. GUI thread.
class KeyAddition : public KeyCeremony {
    Q_OBJECT
public:
    KeyAddition(CurrentServer &servers, fido::Authenticator &authenticator, Session &session,
                Clock &clock);
    ~KeyAddition() override;

    /// Sets the name for the next ceremony's key; empty for its model. Throws Error for a name that
    /// the server wouldn't accept, and Busy while a ceremony is under way.
    void setName(const QString &name);
    /// The server's id for the key added last, and its name.
    const QString &addedId() const noexcept { return addedId_; }
    const QString &addedName() const noexcept { return addedName_; }

private:
    QCoro::Task<> prepare(std::stop_token stop) override;
    QCoro::Task<> prepareKey(fido::Key key, std::stop_token stop) override;
    QCoro::Task<bool> perform(fido::Key key, SharedSecret pin, std::stop_token stop) override;
    QCoro::Task<> beginRegistration(QString name, std::stop_token stop);
    static Error sessionOver();

    CurrentServer &servers_;
    Session &session_;
    QString name_, addedId_, addedName_;
    QString email_;                                           ///< the account the key is added to
    std::unique_ptr<identity::KeyRegistration> registration_; ///< set from prepare() on
};

} // namespace vouch
