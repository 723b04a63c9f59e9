// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace vouch {

namespace identity {
struct Login;
}

/// Whether somebody is signed in, who, and until when. Holds the access token, in memory only,
/// until the session ends. GUI thread.
class Session : public QObject {
    Q_OBJECT
public:
    enum class End {
        SignedOut,    ///< by the user, a change of server, or removing its key from the account
        Expired,      ///< its time ran out
        Refused,      ///< the server no longer accepts it
        ScreenLocked, ///< this and the next two: as configured in the settings
        Suspended,
        KeyRemoved, ///< unplugged
    };
    Q_ENUM(End)

    /// `lastEmail`: who was signed in before the application started, if known.
    explicit Session(Clock &clock, QString lastEmail = {})
        : clock_(clock), email_(std::move(lastEmail)) {}

    bool isActive() const noexcept { return token_ != nullptr; }
    /// Who is signed in, or was last; empty before the first sign-in.
    const QString &email() const noexcept { return email_; }
    /// When the active session began; the epoch if there is none.
    Time beganAt() const noexcept { return beganAt_; }
    /// When the active session ends; the epoch if there is none.
    Time expiresAt() const noexcept { return expiresAt_; }
    /// Null if nobody is signed in.
    SharedSecret accessToken() const noexcept { return token_; }

    /// The device path of the key that signed in; if the system doesn't tell which one did, those
    /// of all keys that were inserted then. Empty if none did.
    QStringList keyPaths() const { return keyPaths_.value_or(QStringList()); }
    /// Whether a key was used to sign in. A session that a browser began, by enrolling, can manage
    /// keys but not get AWS credentials (app/identity/README.md, section 4, `hardware_required`).
    bool isByKey() const noexcept { return isActive() && keyPaths_.has_value(); }

    /// Begins a session. Replaces an active one without ended(). `keyPaths`: as keyPaths(); nullopt
    /// if no key signed in.
    void begin(const identity::Login &login, const std::optional<QStringList> &keyPaths);
    /// Ends the active session, if there is one.
    void end(End reason);
    /// Ends the session and forgets the email address.
    void forget();

Q_SIGNALS:
    void began();
    void ended(vouch::Session::End reason);

private:
    Clock &clock_;
    SharedSecret token_;
    QString email_;
    std::optional<QStringList> keyPaths_;
    Time beganAt_{}, expiresAt_{};
    std::unique_ptr<Alarm> expiry_;
};

} // namespace vouch
