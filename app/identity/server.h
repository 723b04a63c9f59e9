// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.h"
#include "fido/authenticator.h"
#include "identity/client_registration.h"
#include "identity/connection.h"
#include "identity/device_flow.h"
#include "identity/keys.h"

#include <QJsonObject>
#include <QString>

#include <QCoro/QCoroTask>

#include <memory>
#include <stop_token>

namespace vouch::identity {

/// What the server wants signed (README.md, section 3, step 1). Valid once, for five minutes.
struct Challenge {
    QString rpId;
    QByteArray clientData; ///< the JSON whose SHA-256 the key signs (WebAuthn section 5.8.1)
    QString state;         ///< opaque
    Time expiresAt{};      ///< by this computer's clock

    fido::AssertionRequest assertionRequest() const;
};

/// A user's session. The access token is only ever in memory.
struct Login {
    SharedSecret accessToken;
    QString email;
    Time expiresAt{}; ///< by this computer's clock, 30 s before the server's
};

/// An OIDC token for one AWS role (README.md, section 4).
struct IdToken {
    SharedSecret token;
    Time expiresAt{}; ///< by this computer's clock
};

/// A refusal by the server, with its HTTP status and error code.
class Refused : public Error {
public:
    Refused(int status, QString code, const Error &error)
        : Error(error), status_(status), code_(std::move(code)) {}
    int status() const noexcept { return status_; }
    /// Such as `invalid_grant`; empty if the response has none.
    const QString &code() const noexcept { return code_; }
    /// The session is valid but not sufficient: its key was touched too long ago, or it wasn't
    /// started with a key. A new sign-in fixes that (RFC 9470).
    bool wantsFreshSignIn() const {
        return code_ == QLatin1StringView("insufficient_user_authentication") ||
               code_ == QLatin1StringView("hardware_required");
    }
    void raise() const override { throw *this; }
    Refused *clone() const override { return new Refused(*this); }

private:
    int status_;
    QString code_;
};

/// A Vouch server: signs the user in with a security key and issues tokens. GUI thread. Functions
/// throw Error (Network, Server, Keychain) or Refused.
class Server {
public:
    /// `base`: the address in the settings, https, or http on loopback, without a trailing slash.
    Server(QUrl base, http::Client &http, const Clock &clock, Keychain &keychain);

    /// The host, with the port if there is one: the server's name for the user.
    QString name() const { return connection_.name(); }
    const Skew &skew() const noexcept { return connection_.skew(); }
    /// Every rp_id that this server may use, its own host first. A key stores its accounts under
    /// these.
    QStringList possibleRpIds() const;

    /// Checks that a Vouch server responds, by its OpenID Connect Discovery 1.0 document (section
    /// 4), which AWS reads too. Learns its clock. Doesn't touch the key, the keychain or the
    /// registration.
    QCoro::Task<> reach(std::stop_token stop);
    /// Requests a challenge; registers this installation first if needed. Rejects an `rp_id` that
    /// isn't the server's own before a key is touched.
    QCoro::Task<Challenge> challenge(std::stop_token stop);
    /// Sends the key's signature (README.md, section 3, step 3). `authorizationDetails`: the report
    /// about this computer (section 7) exactly as sent; empty for none.
    QCoro::Task<Login> logIn(Challenge challenge, fido::Assertion assertion,
                             QByteArray authorizationDetails, std::stop_token stop);
    /// Requests approval of this computer, which the user gives in a browser (README.md, section
    /// 2). Registers this installation first if needed.
    QCoro::Task<DeviceAuthorization> beginEnrollment(std::stop_token stop);
    /// Polls once for the user's decision; respect the interval between calls. Sets `login` if the
    /// result is Approved. Throws what another poll can't fix.
    QCoro::Task<DevicePoll> pollEnrollment(SharedSecret deviceCode, Login *login,
                                           std::stop_token stop);
    /// A token that AWS accepts for `roleArn`. Refused with status 401 if the session has ended.
    QCoro::Task<IdToken> awsToken(QString roleArn, SharedSecret accessToken, std::stop_token stop);

    /// The user's keys. Requests about keys, like the one above, are refused with status 401 if the
    /// session has ended, and may require a new sign-in.
    QCoro::Task<QList<RegisteredKey>> keys(SharedSecret accessToken, std::stop_token stop);
    /// Requests what a new key has to sign. Rejects an `rp_id` that isn't the server's own before a
    /// key is touched.
    QCoro::Task<KeyRegistration> beginKeyRegistration(QString keyName, SharedSecret accessToken,
                                                      std::stop_token stop);
    /// Sends the new key's attestation; gives the key's ID.
    QCoro::Task<QString> completeKeyRegistration(KeyRegistration registration,
                                                 fido::Attestation attestation,
                                                 SharedSecret accessToken, std::stop_token stop);
    QCoro::Task<> renameKey(QString id, QString keyName, SharedSecret accessToken,
                            std::stop_token stop);
    /// Refused with the code `last_key` if it's the only one.
    QCoro::Task<KeyRemoval> removeKey(QString id, SharedSecret accessToken, std::stop_token stop);

    /// Drops the registration from memory if the keychain has it; the next request reads it again.
    void release() { registration_.release(); }
    /// Ends the registration at the server and removes it here. If the server can't be reached,
    /// throws only after removing it here.
    QCoro::Task<> forget(std::stop_token stop) { return registration_.forget(std::move(stop)); }

private:
    /// A form POST that registers again, once, if the server no longer knows the client.
    QCoro::Task<QJsonObject> post(QString path, QList<http::Header> fields, std::stop_token stop,
                                  Connection::Repeat repeat = Connection::Repeat::Usual);
    /// Whether a token must be bound to this computer.
    enum class Binding { Required, AsIssued };
    Login loginFrom(const QJsonObject &answer, Binding binding);
    /// A request with the access token. An empty `body` means none.
    QCoro::Task<QJsonObject> resource(QByteArray method, QUrl url, QJsonObject body,
                                      SharedSecret accessToken, std::stop_token stop,
                                      Connection::Repeat repeat = Connection::Repeat::Usual);
    /// The same for one key. Throws Error::Kind::NotFound if the server doesn't know it.
    QCoro::Task<QJsonObject> ofKey(QByteArray method, QString id, QJsonObject body,
                                   SharedSecret accessToken, std::stop_token stop);

    Connection connection_;
    ClientRegistration registration_;
};

} // namespace vouch::identity
