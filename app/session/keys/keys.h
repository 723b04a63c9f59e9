// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/keys/step_up.h"

#include <QList>
#include <QObject>
#include <QString>

#include <QCoro/QCoroTask>

#include <stop_token>

namespace vouch {

class KeyAddition;
class CurrentServer;

/// A key registered with the server.
struct RegisteredKey {
    QString id;           ///< the server's
    QString name;         ///< chosen by the user; up to 256 characters
    QString model;        ///< such as "YubiKey 5 Series with NFC"; may be empty
    QString aaguid;       ///< identifies the model (WebAuthn section 6.5.2); a UUID; may be empty
    Time createdAt{};     ///< when it was registered; the epoch if unknown
    bool current = false; ///< used to sign in to the current session

    bool operator==(const RegisteredKey &) const = default;
};

/// The sessions that removing a key ended.
struct KeyRemoval {
    int sessionsRevoked = 0;
    bool currentSessionRevoked = false; ///< the user is signed out
};

/// Lists, adds, renames and removes the user's keys on the server. Each of these signs the user in
/// first if needed, and requests a fresh touch if the server requires one, both through `runner`.
/// They throw Error; if the server refuses, an identity::Refused with the server's code.
/// GUI thread.
class Keys : public QObject {
    Q_OBJECT
public:
    Keys(CurrentServer &servers, Session &session, SignIn &signIn, KeyAddition &addition);

    /// In the server's order.
    QCoro::Task<QList<RegisteredKey>> list(CeremonyRunner runner, std::stop_token stop);
    struct Addition {
        QList<RegisteredKey> keys;
        RegisteredKey added;
    };
    /// Adds a key that the user inserts and touches, in the current session, which may be one begun
    /// by enrolling. `runner` also runs that ceremony. An empty name means the key's model. Returns
    /// the updated list, which is empty if it can't be read.
    QCoro::Task<Addition> add(QString name, CeremonyRunner runner, std::stop_token stop);
    /// `name`: 1 to 256 characters.
    QCoro::Task<> rename(QString id, QString name, CeremonyRunner runner, std::stop_token stop);
    /// Also ends all sessions signed in with the key, possibly this one. The server refuses to
    /// remove the last key, with the code `last_key`.
    QCoro::Task<KeyRemoval> remove(QString id, CeremonyRunner runner, std::stop_token stop);

Q_SIGNALS:
    /// A key was added, renamed or removed here.
    void changed();

private:
    QCoro::Task<> readList(QList<RegisteredKey> *keys, SharedSecret accessToken,
                           std::stop_token stop);
    QCoro::Task<> sendName(QString id, QString name, SharedSecret accessToken,
                           std::stop_token stop);
    QCoro::Task<> sendRemoval(QString id, KeyRemoval *removal, SharedSecret accessToken,
                              std::stop_token stop);

    CurrentServer &servers_;
    Session &session_;
    KeyAddition &addition_;
    StepUp stepUp_;
};

} // namespace vouch
