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

/// A key that can sign the person in.
struct RegisteredKey {
    QString id;       ///< the server's
    QString name;     ///< the person's; at most 256 characters
    QString model;    ///< such as "YubiKey 5 Series with NFC"; may be empty
    QString aaguid;   ///< the number of its model (WebAuthn section 6.5.2), as a UUID; may be empty
    Time createdAt{}; ///< when it was registered; the start of the epoch where that is unknown
    bool current = false; ///< the session that asked was made with it

    bool operator==(const RegisteredKey &) const = default;
};

/// What removing a key ended.
struct KeyRemoval {
    int sessionsRevoked = 0;
    bool currentSessionRevoked = false; ///< the person is signed out
};

/// The keys that the person has registered at the server: listed, added, renamed, removed. Each of
/// these signs the person in first where nobody is, and asks for a fresh touch where the server
/// wants one, by way of `guide`. They throw Error; what the server refused is an identity::Refused,
/// with the server's own code. GUI thread.
class Keys : public QObject {
    Q_OBJECT
public:
    Keys(CurrentServer &servers, Session &session, SignIn &signIn, KeyAddition &addition);

    /// In the order in which the server tells of them.
    QCoro::Task<QList<RegisteredKey>> list(CeremonyRunner runner, std::stop_token stop);
    /// Adds a key that the person inserts and touches, with the session that there is; after an
    /// enrollment that is the enrollment's. `guide` is called for that ceremony too. An empty name:
    /// its model. Gives the list with the new key in it, as `added`.
    struct Addition {
        QList<RegisteredKey> keys;
        RegisteredKey added;
    };
    QCoro::Task<Addition> add(QString name, CeremonyRunner runner, std::stop_token stop);
    /// `name`: 1 to 256 characters.
    QCoro::Task<> rename(QString id, QString name, CeremonyRunner runner, std::stop_token stop);
    /// Ends the sessions that were made with the key; when that is this session, it ends here too.
    /// The server refuses to remove the last one, with the code `last_key`.
    QCoro::Task<KeyRemoval> remove(QString id, CeremonyRunner runner, std::stop_token stop);

Q_SIGNALS:
    /// One was added, renamed or removed here.
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
