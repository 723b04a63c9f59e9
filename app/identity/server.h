// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.h"
#include "fido/authenticator.h"
#include "identity/client_store.h"
#include "identity/connection.h"
#include "identity/device_flow.h"
#include "identity/keys.h"

#include <QFuture>
#include <QJsonObject>
#include <QString>

#include <QCoro/QCoroTask>

#include <memory>
#include <stop_token>

namespace vouch::identity {

/// What the server wants signed (README.md, section 3, step 1). Valid for five minutes, once.
struct Challenge {
    QString rpId;
    QByteArray clientData; ///< the JSON whose SHA-256 the key signs (WebAuthn section 5.8.1)
    QString state;         ///< opaque
    Time expiresAt{};      ///< by this computer's clock

    fido::AssertionRequest assertionRequest() const;
};

/// Who is signed in, and until when. The access token lives in memory only.
struct Login {
    SharedSecret accessToken;
    QString email;
    Time expiresAt{}; ///< by this computer's clock: the server's end less 30 s
};

/// An OIDC token for one AWS role (README.md, section 4).
struct IdToken {
    SharedSecret token;
    Time expiresAt{}; ///< by this computer's clock
};

/// The server refused, with an HTTP status and its own word for why.
class Refused : public Error {
public:
    Refused(int status, QString code, const Error &error)
        : Error(error), status_(status), code_(std::move(code)) {}
    int status() const noexcept { return status_; }
    /// Such as `invalid_grant`; empty when the answer named none.
    const QString &code() const noexcept { return code_; }
    /// The session is good, but not for this: its key was touched too long ago, or no key at all
    /// made it. A fresh sign-in mends that (RFC 9470).
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

/// One Vouch server: signs a person in with a security key, and gives the tokens that follow from
/// it. GUI thread. Functions throw Error (Network, Server, Keychain) or Refused.
class Server {
public:
    /// `base` as the settings hold it: https, or http on loopback; no slash at its end.
    Server(QUrl base, http::Client &http, const Clock &clock, Keychain &keychain);

    /// Host, and the port where there is one: how a person knows the server.
    QString name() const;
    const Skew &skew() const noexcept { return connection_.skew(); }
    /// Every rp_id that it may name, its own host first: what a key's accounts for it are filed
    /// under.
    QStringList possibleRpIds() const;

    /// Asks for what anybody may know, the document of OpenID Connect Discovery 1.0 section 4,
    /// which AWS asks for too: whether the server is there, and is one. Learns its clock. Leaves
    /// the key, the keychain and the registration alone.
    QCoro::Task<> reach(std::stop_token stop);
    /// Asks for a challenge; registers this installation first where the server does not know it. A
    /// server that names an `rp_id` which is not its own is refused here, before a key is touched.
    QCoro::Task<Challenge> challenge(std::stop_token stop);
    /// Hands the key's signature over (README.md, section 3, step 3). `authorizationDetails`: the
    /// report about this computer (section 7) as it goes over the wire; empty for none.
    QCoro::Task<Login> logIn(Challenge challenge, fido::Assertion assertion,
                             QByteArray authorizationDetails, std::stop_token stop);
    /// Asks the server to let this computer in, which a person does in a browser (README.md,
    /// section 2). Registers this installation first where the server does not know it.
    QCoro::Task<DeviceAuthorization> beginEnrollment(std::stop_token stop);
    /// Asks once whether the person has decided; not to be called faster than the interval says.
    /// `login` is set when the answer is Approved. Throws what no later poll could mend.
    QCoro::Task<DevicePoll> pollEnrollment(SharedSecret deviceCode, Login *login,
                                           std::stop_token stop);
    /// A token that AWS takes for `roleArn`. Refused with status 401 when the session is over.
    QCoro::Task<IdToken> awsToken(QString roleArn, SharedSecret accessToken, std::stop_token stop);

    /// The keys that can sign the person in. The requests about them, like the one above, are
    /// refused with status 401 when the session is over, and may want a fresh sign-in.
    QCoro::Task<QList<RegisteredKey>> keys(SharedSecret accessToken, std::stop_token stop);
    /// Asks for what a new key has to sign. A server that names an `rp_id` which is not its own is
    /// refused here, before a key is touched.
    QCoro::Task<KeyRegistration> beginKeyRegistration(QString keyName, SharedSecret accessToken,
                                                      std::stop_token stop);
    /// Hands over what the new key made of it; gives the key's id.
    QCoro::Task<QString> completeKeyRegistration(KeyRegistration registration,
                                                 fido::Attestation attestation,
                                                 SharedSecret accessToken, std::stop_token stop);
    QCoro::Task<> renameKey(QString id, QString keyName, SharedSecret accessToken,
                            std::stop_token stop);
    /// Refused with the code `last_key` for the only one.
    QCoro::Task<KeyRemoval> removeKey(QString id, SharedSecret accessToken, std::stop_token stop);

    /// Drops the registration from memory, where the keychain has it; the next request reads it.
    void release() { store_.release(); }
    /// Ends the registration at the server and removes it here. What is here goes even where the
    /// server cannot be reached, which is thrown afterwards.
    QCoro::Task<> forget(std::stop_token stop);

private:
    /// This installation's registration. Where there is none yet, or only `refused`, which the
    /// server no longer knows, one is made for everybody who waits for it.
    QCoro::Task<std::shared_ptr<const Client>> client(std::stop_token stop,
                                                      std::shared_ptr<const Client> refused = {});
    QCoro::Task<std::shared_ptr<const Client>> registerClient(std::stop_token stop);
    /// A form POST that registers anew, once, when the server no longer knows the client.
    QCoro::Task<QJsonObject> post(QString path, QList<http::Header> fields, std::stop_token stop,
                                  Connection::Repeat repeat = Connection::Repeat::Usual);
    /// Whether a token may be one that is not bound to this computer.
    enum class Binding { Required, AsTold };
    Login loginFrom(const QJsonObject &answer, Binding binding);
    /// A request with the access token. An empty `body` is none.
    QCoro::Task<QJsonObject> resource(QByteArray method, QUrl url, QJsonObject body,
                                      SharedSecret accessToken, std::stop_token stop,
                                      Connection::Repeat repeat = Connection::Repeat::Usual);
    /// The same about one key. Throws Error::Kind::NotFound for one that the server does not know.
    QCoro::Task<QJsonObject> ofKey(QByteArray method, QString id, QJsonObject body,
                                   SharedSecret accessToken, std::stop_token stop);

    Connection connection_;
    ClientStore store_;
    QFuture<bool> registering_; ///< finishes when whoever registers this installation is done
};

} // namespace vouch::identity
