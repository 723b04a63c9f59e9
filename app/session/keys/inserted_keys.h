// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "core/secret.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

namespace vouch {

namespace fido {
class Authenticator;
class KeyError;
struct Key;
} // namespace fido

/// What an inserted key reports about itself.
struct InsertedKey {
    enum class Fingerprint {
        None,     ///< no fingerprint reader
        NotSetUp, ///< no fingerprint stored
        SetUp,
    };

    QString id;           ///< identifies it to InsertedKeys until it's unplugged
    QString model;        ///< such as "YubiKey 5C NFC"; may be empty
    QString problem;      ///< why it can't be read; the fields below are then meaningless
    QStringList versions; ///< such as "FIDO 2.1", newest first
    bool supportsPin = false;
    bool hasPin = false;
    bool mustChangePin = false;         ///< unusable until the PIN is changed
    int attemptsLeft = 0;               ///< PIN attempts; 0 if the key has a PIN: blocked
    int minPinCharacters = 0;           ///< for a new PIN: the key's own rule and a Vouch server's
    std::optional<int> roomForAccounts; ///< how many more fit; only newer keys report it
    Fingerprint fingerprint = Fingerprint::None;
    bool hmacSecret = false; ///< supports hmac-secret (CTAP 2.1 section 12.5)
    QString details;         ///< a multi-line report for support; no serial number, no secrets

    bool operator==(const InsertedKey &) const = default;
};

/// The result of setting or changing a PIN. No PIN is ever tried twice.
struct PinAnswer {
    enum class Kind {
        Done,
        WrongPin, ///< the old PIN was wrong; attempts are left
        Refused,  ///< the key doesn't accept the new PIN
        Stuck,    ///< blocked, paused, or unplugged: another PIN won't help
    };

    Kind kind = Kind::Done;
    QString text;         ///< what happened and what to do, for the user
    int attemptsLeft = 0; ///< WrongPin
};

/// The keys that are plugged in, registered or not: what each reports about itself, and its PIN.
/// Accesses the keys only while somebody watches. GUI thread.
class InsertedKeys : public QObject {
    Q_OBJECT
public:
    explicit InsertedKeys(fido::Authenticator &authenticator);
    ~InsertedKeys() override;

    /// Reads the keys now, and whenever one is plugged in or out while the returned object lives.
    /// This object must outlive it.
    std::shared_ptr<QObject> watch();
    /// Reads all keys again: another program may have used up a PIN attempt.
    void refresh();

    /// The keys found so far; empty before the first read.
    const QList<InsertedKey> &keys() const noexcept { return keys_; }
    /// Whether the first read is done.
    bool isKnown() const noexcept { return known_; }
    /// Null if it isn't plugged in.
    const InsertedKey *find(const QString &id) const;

    /// Reads all inserted keys, known or not. Throws what fido::SystemKeys::closed() says.
    QCoro::Task<QList<InsertedKey>> readAll(std::stop_token stop);
    /// Makes several keys blink; the id of the one that the user touches. Throws fido::KeyError.
    QFuture<QString> touched(const QStringList &ids, std::stop_token stop);

    /// Sets the key's first PIN. `stop` only prevents it from starting. PINs are UTF-8 in NFC, and
    /// pass couldBePin() (pin_rules.h).
    QCoro::Task<PinAnswer> setPin(QString id, SharedSecret pin, std::stop_token stop);
    QCoro::Task<PinAnswer> changePin(QString id, SharedSecret before, SharedSecret pin,
                                     std::stop_token stop);

Q_SIGNALS:
    /// A key was plugged in or out, or reports something new.
    void changed();

private:
    void look();
    QCoro::Task<> readChanges(std::stop_token stop);
    QCoro::Task<InsertedKey> read(fido::Key key, std::stop_token stop);
    QCoro::Task<PinAnswer> answered(QFuture<bool> done, QString id, std::stop_token stop);

    fido::Authenticator &authenticator_;
    QList<InsertedKey> keys_;
    bool known_ = false;
    bool again_ = false; ///< start over when the current look is done
    bool isLooking_ = false;
    bool rereadAll_ = false; ///< read known keys too
    std::weak_ptr<QObject> watch_;
    ScopedTask looking_;
};

} // namespace vouch
