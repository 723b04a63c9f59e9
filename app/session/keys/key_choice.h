// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/ceremony_events.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <QCoro/QCoroTask>

#include <functional>
#include <stop_token>

namespace vouch {

/// Finds the key for a ceremony: the only one that is inserted, or of several, the one that the
/// user touches. GUI thread.
class KeyChoice {
public:
    /// Shows the user what to do: insert a key, or touch one of the keys of these models.
    struct Prompts {
        std::function<void()> insert;
        std::function<void(const QStringList &models)> touch;
    };
    /// The references must outlive this object.
    KeyChoice(fido::Authenticator &authenticator, CeremonyEvents &events, Prompts prompts)
        : authenticator_(authenticator), events_(events), prompts_(std::move(prompts)) {}

    /// Forgets the choice and the keys passed over, for a new ceremony.
    void reset();
    /// Ignores this key until it has been unplugged.
    void passOver(const QString &path) { passedOver_.append(path); }
    /// Waits for a key. Keeps the last choice while that key stays inserted.
    QCoro::Task<fido::Key> key(std::stop_token stop);

private:
    /// The path of the key that the user touches; empty if the inserted keys change first.
    QCoro::Task<QString> touchedKey(QList<fido::Key> keys, std::stop_token stop);

    fido::Authenticator &authenticator_;
    CeremonyEvents &events_;
    Prompts prompts_;
    QString chosen_;         ///< path of the key, of several, that the user touched
    QStringList passedOver_; ///< paths
};

} // namespace vouch
