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

/// What an inserted key says about itself.
struct InsertedKey {
    enum class Fingerprint {
        None,     ///< it has no reader
        NotSetUp, ///< nobody's finger is stored
        SetUp,
    };

    QString id;           ///< how InsertedKeys names it, until it is pulled out
    QString model;        ///< such as "YubiKey 5C NFC"; may be empty
    QString problem;      ///< why it can't be asked; all below then says nothing
    QStringList versions; ///< such as "FIDO 2.1", the newest first
    bool takesPin = false;
    bool hasPin = false;
    bool mustChangePin = false;         ///< it opens nothing before that
    int attemptsLeft = 0;               ///< for the PIN; 0 of a key with a PIN: it is blocked
    int minPinCharacters = 0;           ///< of a new PIN: the key's own rule and a Vouch server's
    std::optional<int> roomForAccounts; ///< for so many more; only newer keys tell
    Fingerprint fingerprint = Fingerprint::None;
    bool hmacSecret = false; ///< makes secrets for programs (CTAP 2.1 section 12.5)
    QString details;         ///< all of it in lines, for support; no serial number, no secret

    bool operator==(const InsertedKey &) const = default;
};

/// How setting or changing a PIN went. Nothing is ever tried twice.
struct PinAnswer {
    enum class Kind {
        Done,
        WrongPin, ///< the old one was not right; attempts are left
        Refused,  ///< the key does not take the new one
        Stuck,    ///< blocked, paused, pulled out: nothing more to do in this place
    };

    Kind kind = Kind::Done;
    QString text;         ///< what happened and what to do, for a person
    int attemptsLeft = 0; ///< WrongPin
};

/// The keys that are plugged in, registered or not: what each says about itself, and its PIN. Looks
/// at them only while somebody watches. GUI thread.
class InsertedKeys : public QObject {
    Q_OBJECT
public:
    explicit InsertedKeys(fido::Authenticator &authenticator);
    ~InsertedKeys() override;

    /// Looks at the keys now, and whenever one comes or goes while the returned object lives, which
    /// is not longer than this one does.
    std::shared_ptr<QObject> watch();
    /// Asks all of them again: something else may have used up an attempt.
    void refresh();

    /// Those that are in, as far as that is known; empty before the first look.
    const QList<InsertedKey> &keys() const noexcept { return keys_; }
    /// The first look is over.
    bool isKnown() const noexcept { return known_; }
    /// Null when it is not in.
    const InsertedKey *find(const QString &id) const;

    /// Asks all that are in, whatever is known of them.
    QCoro::Task<QList<InsertedKey>> readAll(std::stop_token stop);
    /// Lets several keys blink; the id of the one that the person touches. Throws fido::KeyError.
    QFuture<QString> touched(const QStringList &ids, std::stop_token stop);

    /// Gives the key its first PIN. Stopping `stop` keeps it from beginning. PINs are UTF-8 in NFC,
    /// and could be ones (pin_rules.h).
    QCoro::Task<PinAnswer> setPin(QString id, SharedSecret pin, std::stop_token stop);
    QCoro::Task<PinAnswer> changePin(QString id, SharedSecret before, SharedSecret pin,
                                     std::stop_token stop);

Q_SIGNALS:
    /// A key came, went, or says something else about itself.
    void changed();

private:
    void look();
    QCoro::Task<> looked(std::stop_token stop);
    QCoro::Task<InsertedKey> read(fido::Key key, std::stop_token stop);
    QCoro::Task<PinAnswer> answered(QFuture<bool> done, QString id, std::stop_token stop);

    fido::Authenticator &authenticator_;
    QList<InsertedKey> keys_;
    bool known_ = false;
    bool again_ = false; ///< look once more when this look is over
    bool isLooking_ = false;
    bool forgetting_ = false; ///< what is known of the keys is to be asked again
    std::weak_ptr<QObject> watch_;
    ScopedTask looking_;
};

} // namespace vouch
