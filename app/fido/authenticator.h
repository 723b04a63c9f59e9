// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deferred.h"
#include "core/error.h"
#include "core/secret.h"
#include "fido/key_info.h"
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

/// What a key signs (CTAP 2.1 section 6.2). No allow list: a discoverable credential, so that the
/// person needs no user name.
struct AssertionRequest {
    QString rpId;
    QByteArray clientDataHash; ///< SHA-256 of the client data, 32 bytes
    quint64 asking = 0;        ///< for touchNeeded()
};

/// What it signed, for one account.
struct Assertion {
    QByteArray credentialId;
    QByteArray authenticatorData; ///< raw, without its CBOR wrapping
    QByteArray signature;         ///< DER
    QByteArray userHandle;
    QString userName; ///< filled in by the key only where several accounts match
};

/// Why a key did not do what was asked.
class KeyError : public Error {
public:
    enum class Cause {
        WrongPin,          ///< one attempt less
        PinPaused,         ///< three wrong ones in a row: it wants to be inserted again
        PinBlocked,        ///< no attempt left: only a reset helps
        PinNotSet,         ///< it has no PIN yet
        PinOutdated,       ///< it wants another PIN before it does anything
        PinRefused,        ///< it does not take the new one
        PinNeeded,         ///< it wants the person verified, and was not satisfied
        Incomplete,        ///< it misses something in what it was asked
        NotVerified,       ///< its own verification, a fingerprint, failed or is blocked
        NoCredential,      ///< it knows no account at this server
        AlreadyRegistered, ///< it holds one that was not to be there yet
        Full,              ///< it has no room for one more account
        NotTouched,        ///< nobody touched it in time
        Removed,           ///< it does not answer any more
        Busy,              ///< another program is using it, or something else in this one
        NotPermitted,      ///< the system does not let us open it
        Cancelled,         ///< we cancelled
        Unsuitable,        ///< too old, or it refuses what we need
    };

    KeyError(Cause cause, Kind kind, QString message, QString hint, QString detail)
        : Error(kind, std::move(message), std::move(hint), std::move(detail)), cause_(cause) {}
    Cause cause() const noexcept { return cause_; }
    void raise() const override { throw *this; }
    KeyError *clone() const override { return new KeyError(*this); }

private:
    Cause cause_;
};

/// What a code of libfido2 (fido/err.h, CTAP 2.1 section 8.2) means for the person. Decided here
/// once.
KeyError keyError(int code);
/// The same for a key that was found to have no PIN, or to want another one, before it was asked
/// for anything.
KeyError pinNotSet();
KeyError pinOutdated();
/// For a key that is there and can't be opened. `detail`: how that showed.
KeyError keyBusy(const QString &detail);
KeyError keyBusyWithUs();
KeyError keyNotPermitted(const QString &detail);
/// What a code means where a PIN was to be set or changed. `info`: what the key said before.
KeyError newPinError(int code, const KeyInfo &info);

/// Speaks with security keys through libfido2, on a thread of its own: libfido2 blocks. Call it on
/// the GUI thread; futures always finish, with a KeyError where the key failed. One operation at a
/// time; the next waits.
class Authenticator : public QObject {
    Q_OBJECT
public:
    explicit Authenticator(std::unique_ptr<Transport> transport);
    /// Cancels what is under way and waits for it.
    ~Authenticator() override;

    /// The keys that are plugged in now.
    QFuture<QList<Key>> keys();
    /// Calls `changed` whenever a key may have come or gone, while the returned object lives.
    std::unique_ptr<QObject> watchKeys(std::function<void()> changed);
    QFuture<KeyInfo> info(const QString &path);
    /// Whether the key shows an account for one of these rp_ids without PIN and touch. A key hides
    /// accounts that were made so (CTAP 2.1 section 12.1, credProtect): false does not mean that
    /// there is none.
    QFuture<bool> showsAccount(const QString &path, const QStringList &rpIds);
    /// Asks the key to sign, user verification required: with the PIN (UTF-8), or with none where
    /// the key verifies itself. Tries once; a wrong PIN is never tried again. Stopping `stop`
    /// cancels at the key, which ends at once and stops blinking.
    QFuture<QList<Assertion>> assertions(const QString &path, const AssertionRequest &request,
                                         SharedSecret pin, std::stop_token stop);
    /// Whether the key holds one of these credentials, without PIN and touch, as far as it tells.
    QFuture<bool> holdsAny(const QString &path, const QString &rpId,
                           const QList<QByteArray> &credentialIds);
    /// Makes a new account on the key, in the same way. Fails with AlreadyRegistered, after a
    /// touch, where the key holds an excluded credential.
    QFuture<Attestation> makeCredential(const QString &path, const RegistrationRequest &request,
                                        SharedSecret pin, std::stop_token stop);
    /// Gives a key that has no PIN its first one (CTAP 2.1 section 6.5.5.5). `pin`: UTF-8 in NFC.
    /// Needs no touch. Tries once. Stopping `stop` keeps it from beginning; begun, it ends soon.
    QFuture<bool> setPin(const QString &path, SharedSecret pin, std::stop_token stop);
    /// Changes the PIN (CTAP 2.1 section 6.5.5.6). A wrong `oldPin` costs an attempt, like a wrong
    /// one at a sign-in. Otherwise as setPin().
    QFuture<bool> changePin(const QString &path, SharedSecret oldPin, SharedSecret newPin,
                            std::stop_token stop);
    /// Lets several keys blink until one of them is touched; gives its path. Meanwhile the other
    /// questions are answered too. Stopping `stop` ends it, and the blinking of all.
    QFuture<QString> touched(const QStringList &paths, std::stop_token stop);

Q_SIGNALS:
    /// The key blinks and waits to be touched for the request of that number: whoever asks gives
    /// each of its own one that nobody else gives.
    void touchNeeded(quint64 asking);

private:
    struct Choosing;

    template <typename T>
    QFuture<T> onWorker(std::function<T()> work);
    QFuture<bool> writePin(const QString &path, SharedSecret before, SharedSecret pin,
                           std::stop_token stop);
    /// Opens the key for a question that it blinks for and that stopping `stop` cancels.
    template <typename T>
    QFuture<T> withTouch(const QString &path, quint64 asking, std::stop_token stop,
                         std::function<T(const Device &)> ask);
    /// Looks once whether a key was touched, and again after whatever else the worker has to do.
    static void look(QObject *worker, const std::shared_ptr<Choosing> &choosing);

    std::unique_ptr<Transport> transport_;
    std::stop_source ending_;
    QThread thread_;
    QObject *worker_; ///< lives on thread_, which deletes it
};

} // namespace vouch::fido
