// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deferred.h"
#include "core/error.h"
#include "core/secret.h"
#include "fido/key_info.h"
#include "fido/key_names.h"
#include "fido/registration.h"
#include "fido/transport.h"

#include <QByteArray>
#include <QFuture>
#include <QObject>
#include <QStringList>
#include <QThread>

#include <functional>
#include <memory>
#include <stop_token>

namespace vouch::fido {

/// What a key is to sign (CTAP 2.1 section 6.2). Without an allow list: the credential is
/// discoverable, so the user doesn't enter a user name.
struct AssertionRequest {
    QString rpId;
    QByteArray clientData; ///< the JSON whose SHA-256 the key signs (WebAuthn section 5.8.1)
    quint64 requestId = 0; ///< for touchNeeded()
    quintptr window = 0;   ///< the window in front of which the system asks; 0 if there is none
};

/// A key's signature for one account.
struct Assertion {
    QByteArray credentialId;
    QByteArray authenticatorData; ///< raw, without its CBOR wrapping
    QByteArray signature;         ///< DER
    QByteArray userHandle;
    QString userName; ///< set by the key only when several accounts match
};

/// Why an operation on a key failed.
class KeyError : public Error {
public:
    enum class Cause {
        WrongPin,          ///< uses up an attempt
        PinPaused,         ///< three wrong PINs in a row: the key must be reinserted
        PinBlocked,        ///< no attempts left: only a reset helps
        PinNotSet,         ///< the key has no PIN yet
        PinOutdated,       ///< the PIN must be changed first
        PinRefused,        ///< the key rejected the new PIN
        PinNeeded,         ///< the key requires user verification
        Incomplete,        ///< the key reported a missing parameter
        NotVerified,       ///< built-in verification (a fingerprint) failed or is blocked
        NoCredential,      ///< no account for this server on the key
        AlreadyRegistered, ///< the key already holds an excluded credential
        Full,              ///< no room for another account
        NotTouched,        ///< not touched in time
        Removed,           ///< the key stopped responding
        Busy,              ///< in use by another program or another operation of ours
        NotPermitted,      ///< the system denies access to the key
        Canceled,          ///< canceled by us, or by the user in the system's window
        Unsuitable,        ///< too old, or doesn't support what we need
    };

    KeyError(Cause cause, Kind kind, QString message, QString hint, QString detail)
        : Error(kind, std::move(message), std::move(hint), std::move(detail)), cause_(cause) {}
    Cause cause() const noexcept { return cause_; }
    void raise() const override { throw *this; }
    KeyError *clone() const override { return new KeyError(*this); }

private:
    Cause cause_;
};

/// The error for a libfido2 code (fido/err.h, CTAP 2.1 section 8.2). The only place that maps
/// codes.
KeyError keyError(int code);
/// The same for what was found in another way. `detail`: the symptom, for the log.
KeyError keyError(int code, const QString &detail);
/// The same, for a key whose info already shows that it has no PIN, requires a new one, or has a
/// blocked PIN.
KeyError pinNotSet();
KeyError pinOutdated();
KeyError pinBlocked();
/// For a key that is present but can't be opened. `detail`: the symptom, for the log.
KeyError keyBusy(const QString &detail);
KeyError keyBusyWithUs();
KeyError keyNotPermitted(const QString &detail);
/// The error for a libfido2 code from setting or changing a PIN. `info`: the key's info from
/// before.
KeyError newPinError(int code, const KeyInfo &info);

/// Talks to security keys through libfido2, on its own thread because libfido2 blocks. Call it on
/// the GUI thread; futures always finish, with a KeyError if the key failed. Operations run one at
/// a time.
class Authenticator : public QObject {
    Q_OBJECT
public:
    explicit Authenticator(std::unique_ptr<Transport> transport);
    /// Cancels the current operation and waits for it to end.
    ~Authenticator() override;

    /// How the system itself uses the keys; null if we open them. If it does, assertions() and
    /// makeCredential() leave the choice of the key and the PIN to it, and everything else that
    /// opens a key fails with what SystemKeys::closed() says.
    const SystemKeys *systemKeys() const { return transport_->systemKeys(); }

    /// The keys that are currently plugged in, under their models' names.
    QFuture<QList<Key>> keys();
    /// Calls `changed` whenever a key may have been plugged in or removed, while the returned
    /// object exists.
    std::unique_ptr<QObject> watchKeys(std::function<void()> changed);
    QFuture<KeyInfo> info(const QString &path);
    /// Whether the key reveals an account for one of these rp_ids without a PIN or touch. A key can
    /// hide accounts (CTAP 2.1 section 12.1, credProtect), so false doesn't mean that there are
    /// none.
    QFuture<bool> showsAccount(const QString &path, const QStringList &rpIds);
    /// Requests signatures with user verification: by the PIN (UTF-8), or by the key itself if
    /// `pin` is null. Tries once; a wrong PIN is never retried. Stopping cancels the operation on
    /// the key, which stops blinking at once.
    QFuture<QList<Assertion>> assertions(const QString &path, const AssertionRequest &request,
                                         SharedSecret pin, std::stop_token stop);
    /// Whether the key reveals one of these credentials without a PIN or touch.
    QFuture<bool> holdsAny(const QString &path, const QString &rpId,
                           const QList<QByteArray> &credentialIds);
    /// Creates a new account on the key, with `pin` and `stop` as above. Fails with
    /// AlreadyRegistered, after a touch, if the key holds an excluded credential.
    QFuture<Attestation> makeCredential(const QString &path, const RegistrationRequest &request,
                                        SharedSecret pin, std::stop_token stop);
    /// Sets a key's first PIN (CTAP 2.1 section 6.5.5.5). `pin`: UTF-8 in NFC. Needs no touch.
    /// Tries once. Stopping only prevents it from starting; once started, it finishes quickly.
    QFuture<bool> setPin(const QString &path, SharedSecret pin, std::stop_token stop);
    /// Changes the PIN (CTAP 2.1 section 6.5.5.6). A wrong `oldPin` uses up an attempt, as at a
    /// sign-in. Otherwise like setPin().
    QFuture<bool> changePin(const QString &path, SharedSecret oldPin, SharedSecret newPin,
                            std::stop_token stop);
    /// Makes several keys blink until one of them is touched; gives its path. Other operations run
    /// in the meantime. Stopping ends the blinking.
    QFuture<QString> touched(const QStringList &paths, std::stop_token stop);

Q_SIGNALS:
    /// The key is blinking and waiting for a touch. `requestId` is the request's own, which callers
    /// choose to be unique.
    void touchNeeded(quint64 requestId);

private:
    struct Choosing;

    template <typename T>
    QFuture<T> onWorker(std::function<T()> work);
    QFuture<bool> writePin(const QString &path, SharedSecret before, SharedSecret pin,
                           std::stop_token stop);
    /// Opens the key for an operation that needs a touch and that stopping `stop` cancels.
    template <typename T>
    QFuture<T> withTouch(const QString &path, quint64 requestId, std::stop_token stop,
                         std::function<T(const Device &)> work);
    /// Leaves an operation to the system.
    template <typename T>
    QFuture<T> bySystem(std::stop_token stop, std::function<T(SystemKeys &, std::stop_token)> work);
    /// Polls the keys once and queues the next poll behind the worker's other operations.
    static void look(QObject *worker, const std::shared_ptr<Choosing> &choosing);

    std::unique_ptr<Transport> transport_;
    KeyNames names_; ///< for the worker
    std::stop_source ending_;
    QThread thread_;
    QObject *worker_; ///< lives on thread_, which deletes it
};

} // namespace vouch::fido
