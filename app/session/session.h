// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"

#include <QObject>
#include <QString>

#include <memory>

namespace vouch {

namespace identity {
struct Login;
}

/// Whether somebody is signed in, who, and until when. Holds the access token, in memory only, and
/// forgets it at sign-out and at the session's end. GUI thread.
class Session : public QObject {
    Q_OBJECT
public:
    enum class End {
        SignedOut,    ///< the person, a change of the server, or a removal of its key ended it
        Expired,      ///< its time was over
        Refused,      ///< the server no longer accepts it
        ScreenLocked, ///< these three: the settings say so
        Suspended,
        KeyRemoved,
    };
    Q_ENUM(End)

    /// `lastEmail`: who was signed in before the application was started, if that is known.
    explicit Session(Clock &clock, QString lastEmail = {})
        : clock_(clock), email_(std::move(lastEmail)) {}

    bool isActive() const noexcept { return token_ != nullptr; }
    /// Who is signed in, or who was; empty before the first sign-in.
    const QString &email() const noexcept { return email_; }
    /// When the session that is active began, or the start of the epoch.
    Time beganAt() const noexcept { return beganAt_; }
    /// The end of the session that is active, or the start of the epoch.
    Time expiresAt() const noexcept { return expiresAt_; }
    /// Null when nobody is signed in.
    SharedSecret accessToken() const noexcept { return token_; }

    /// Where the key that signed in was plugged in; empty when nobody is signed in, or by a
    /// browser.
    const QString &keyPath() const noexcept { return keyPath_; }
    /// Somebody is signed in by a key. A session that a browser began, in an enrollment, is good
    /// for keys; AWS wants more (app/identity/README.md, section 4, `hardware_required`).
    bool isByKey() const noexcept { return isActive() && !keyPath_.isEmpty(); }

    /// Begins a session; an active one is replaced without an end.
    void begin(const identity::Login &login, const QString &keyPath);
    /// Ends the active session; nothing otherwise.
    void end(End reason);
    /// Ends it, and forgets who it was.
    void forget();

Q_SIGNALS:
    void began();
    void ended(vouch::Session::End reason);

private:
    Clock &clock_;
    SharedSecret token_;
    QString email_, keyPath_;
    Time beganAt_{}, expiresAt_{};
    std::unique_ptr<Alarm> expiry_;
};

} // namespace vouch
