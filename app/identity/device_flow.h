// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"

#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <chrono>

namespace vouch::identity {

/// The server waits for a person to let this computer in, in a browser (RFC 8628 section 3.2).
struct DeviceAuthorization {
    SharedSecret deviceCode;         ///< for our polls only; never shown
    QString userCode;                ///< for the person: 1 to 32 printable characters of ASCII
    QUrl address;                    ///< where the person types the code
    QUrl completeAddress;            ///< the same with the code in it; may be empty
    Time expiresAt{};                ///< by this computer's clock
    std::chrono::seconds lifetime{}; ///< at most an hour from now, however the clock is set
    std::chrono::seconds interval{}; ///< the least time between two polls

    /// What a browser is best opened at.
    const QUrl &browserAddress() const {
        return completeAddress.isEmpty() ? address : completeAddress;
    }
};

/// What a poll was answered (RFC 8628 section 3.5).
enum class DevicePoll {
    Pending,     ///< nobody has decided yet
    SlowDown,    ///< the same, and the interval grows by 5 s from now on
    Denied,      ///< the person said no
    Expired,     ///< nobody decided in time
    Unreachable, ///< no answer, or none of a Vouch server's: a guest network's page, say
    Approved,
};

/// Reads the answer of the device authorization endpoint. `now` is this computer's time. Throws
/// Error::Kind::Server for one that is incomplete or not fit to be shown: an address that is
/// neither https nor on loopback, or a code that is too long or not printable.
DeviceAuthorization deviceAuthorization(const QJsonObject &answer, const QString &serverName,
                                        Time now);

} // namespace vouch::identity
