// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace vouch::posture {

/// What could truly be determined about this computer (app/identity/README.md, section 7). A value;
/// whatever is not known is empty, and then not told.
struct Report {
    /// Something that is on or off, and by which means.
    struct Mechanism {
        std::optional<bool> on;
        QString technology;

        bool operator==(const Mechanism &) const = default;
    };

    QString os;                     ///< `linux`
    QString version;                ///< of the distribution: `12`
    QString distribution;           ///< `debian`
    QString build;                  ///< the kernel's
    QString arch;                   ///< the machine's, as the kernel spells it: `x86_64`
    Mechanism diskEncryption;       ///< of all that lies under the root file system
    std::optional<bool> screenLock; ///< the screen locks by itself
    std::optional<std::chrono::seconds> screenLockAfter; ///< so long after the last input
    Mechanism firewall;
    std::optional<bool> secureBoot;
    std::optional<bool> tpm;
    QString tpmVersion; ///< `2.0` or `1.2`
    Mechanism autoUpdate;
    std::optional<std::chrono::seconds> uptime;
    Mechanism accessControl;      ///< mandatory access control: on is enforcing
    std::optional<bool> elevated; ///< the application runs as root
    QString applicationVersion;
    Time collectedAt{};

    bool operator==(const Report &) const = default;
};

/// The report as it is sent: the parameter `authorization_details` of RFC 9396 section 2, a JSON
/// array with one object. At most 8192 bytes, in lower case and without control characters,
/// whatever the report's texts hold.
QByteArray authorizationDetails(const Report &report);

} // namespace vouch::posture
