// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "fido/registration.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QUrl>

/// The security keys that a person has registered at a server, as `/v1/keys` tells of them
/// (README.md, section 5). The requests are Server's.
namespace vouch::identity {

/// A key that can sign the person in.
struct RegisteredKey {
    QString id;          ///< the server's: 1 to 128 characters of RFC 3986's unreserved ones
    QString name;        ///< the person's; at most 256 characters
    QString deviceModel; ///< as the server calls it; may be empty
    QString aaguid;   ///< the number of its model (WebAuthn section 6.5.2), as a UUID; may be empty
    Time createdAt{}; ///< when it was registered, or the start of the epoch where that is unknown
    bool current = false; ///< the session that asked was made with it

    bool operator==(const RegisteredKey &) const = default;
};

/// What removing a key ended.
struct KeyRemoval {
    int sessionsRevoked = 0;
    bool currentSessionRevoked = false;
};

/// A registration that the server has begun. Valid for five minutes, once.
struct KeyRegistration {
    fido::RegistrationRequest request; ///< for the key
    QByteArray clientData; ///< the JSON whose SHA-256 the key signs (WebAuthn section 5.8.1)
    QString state;         ///< opaque
    Time expiresAt{};      ///< by this computer's clock
};

/// A name as the server takes it, without the spaces around it. Throws Error for one that is empty,
/// longer than 256 characters or not printable.
QString keyName(const QString &typed);

// What the server says, checked. They throw Error::Kind::Server for what is incomplete or too much.

QList<RegisteredKey> registeredKeys(const QJsonObject &answer, const QString &serverName);
KeyRemoval keyRemoval(const QJsonObject &answer);
/// All but the end. `base` is the server's own URL: the ceremony's origin, and what the rp_id is
/// checked against.
KeyRegistration keyRegistration(const QJsonObject &answer, const QUrl &base,
                                const QString &serverName);
/// What completes it, for the server.
QJsonObject completedRegistration(const KeyRegistration &registration,
                                  const fido::Attestation &attestation);

} // namespace vouch::identity
