// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"

#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <chrono>

namespace vouch::identity {

/// A pending approval of this computer by the user in a browser (RFC 8628 section 3.2).
struct DeviceAuthorization {
    SharedSecret deviceCode;         ///< for polling only; never shown
    QString userCode;                ///< shown to the user: 1 to 32 printable ASCII characters
    QUrl address;                    ///< where the user enters the code
    QUrl completeAddress;            ///< the same including the code; may be empty
    Time expiresAt{};                ///< by this computer's clock
    std::chrono::seconds lifetime{}; ///< at most an hour, independent of clock changes
    std::chrono::seconds interval{}; ///< the minimum time between polls

    /// The address to open in the browser.
    const QUrl &browserAddress() const {
        return completeAddress.isEmpty() ? address : completeAddress;
    }
};

/// The result of a poll (RFC 8628 section 3.5).
enum class DevicePoll {
    Pending,     ///< no decision yet
    SlowDown,    ///< the same, and increase the interval by 5 s
    Denied,      ///< the user declined
    Expired,     ///< no decision in time
    Unreachable, ///< no response, or not a Vouch server's: a guest network's page, say
    Approved,
};

/// Parses the device authorization endpoint's response. `now` is this computer's time. Throws
/// Error::Kind::Server if it's incomplete or unsafe to show: an address that's neither https nor
/// loopback, or a code that's too long or not printable.
DeviceAuthorization deviceAuthorization(const QJsonObject &answer, const QString &serverName,
                                        Time now);

} // namespace vouch::identity
