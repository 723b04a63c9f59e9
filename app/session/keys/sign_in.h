// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/key_ceremony.h"

namespace vouch {

class DeviceReport;
class CurrentServer;
class Session;

namespace fido {
struct Assertion;
}
namespace identity {
struct Challenge;
}

/// Signs the user in with a security key: a ceremony that begins a session. GUI thread.
class SignIn : public KeyCeremony {
    Q_OBJECT
public:
    /// All arguments must outlive the sign-in.
    SignIn(CurrentServer &servers, fido::Authenticator &authenticator, const DeviceReport &report,
           Session &session, Clock &clock);
    ~SignIn() override;

private:
    QCoro::Task<> prepare(std::stop_token stop) override;
    QCoro::Task<bool> perform(fido::Key key, SharedSecret pin, std::stop_token stop) override;
    /// The path of the key that signed; if the system doesn't tell which one did, those of all that
    /// are inserted.
    QCoro::Task<QStringList> possiblyUsed(fido::Key key, std::stop_token stop);
    /// Lets the user choose if the key has several accounts.
    QCoro::Task<fido::Assertion> account(QList<fido::Assertion> assertions, QString model,
                                         std::stop_token stop);

    CurrentServer &servers_;
    const DeviceReport &report_;
    Session &session_;
    std::unique_ptr<identity::Challenge> challenge_; ///< set from prepare() on
};

} // namespace vouch
