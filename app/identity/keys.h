// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "fido/registration.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QUrl>

/// The user's security keys at a server, as returned by `/v1/keys` (README.md, section 5). Server
/// sends the requests.
namespace vouch::identity {

/// A key that the user can sign in with.
struct RegisteredKey {
    QString id;           ///< the server's: 1 to 128 characters of RFC 3986's unreserved ones
    QString name;         ///< chosen by the user; at most 256 characters
    QString deviceModel;  ///< the server's name for it; may be empty
    QString aaguid;       ///< its model (WebAuthn section 6.5.2), as a UUID; may be empty
    Time createdAt{};     ///< when it was registered; the epoch if unknown
    bool current = false; ///< the requesting session was started with it

    bool operator==(const RegisteredKey &) const = default;
};

/// The sessions that removing a key ended.
struct KeyRemoval {
    int sessionsRevoked = 0;
    bool currentSessionRevoked = false;
};

/// A registration that the server has started. Valid once, for five minutes.
struct KeyRegistration {
    fido::RegistrationRequest request; ///< for the key
    QString state;                     ///< opaque
    Time expiresAt{};                  ///< by this computer's clock
};

/// The name as the server accepts it, without surrounding spaces. Throws Error if it's empty,
/// longer than 256 characters or not printable.
QString keyName(const QString &typed);

// Parse and check the server's responses. Throw Error::Kind::Server if one is incomplete or too
// large.

QList<RegisteredKey> registeredKeys(const QJsonObject &answer, const QString &serverName);
KeyRemoval keyRemoval(const QJsonObject &answer);
/// Everything but `expiresAt`. `base` is the server's URL: the ceremony's origin, which the rp_id
/// is checked against.
KeyRegistration keyRegistration(const QJsonObject &answer, const QUrl &base,
                                const QString &serverName);
/// The request that completes the registration.
QJsonObject completedRegistration(const KeyRegistration &registration,
                                  const fido::Attestation &attestation);

} // namespace vouch::identity
