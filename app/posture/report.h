// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace vouch::posture {

/// What could be determined about this computer (app/identity/README.md, section 7). A value;
/// what's unknown is empty and isn't sent.
struct Report {
    /// Something that's on or off, and the technology that implements it.
    struct Mechanism {
        std::optional<bool> on;
        QString technology;

        bool operator==(const Mechanism &) const = default;
    };

    QString os;                     ///< `linux`, `windows`
    QString version;                ///< of the distribution: `12`; of Windows: `10.0`
    QString distribution;           ///< `debian`
    QString build;                  ///< the kernel's; Windows' `19045.3803`
    QString arch;                   ///< the machine's, as the kernel spells it: `x86_64`
    Mechanism diskEncryption;       ///< of everything below the root file system
    std::optional<bool> screenLock; ///< the screen locks automatically
    std::optional<std::chrono::seconds> screenLockAfter; ///< this long after the last input
    Mechanism firewall;
    std::optional<bool> secureBoot;
    std::optional<bool> tpm;
    QString tpmVersion; ///< `2.0` or `1.2`
    Mechanism autoUpdate;
    std::optional<std::chrono::seconds> uptime;
    Mechanism accessControl;      ///< mandatory access control: on means enforcing
    std::optional<bool> elevated; ///< the application runs as root
    QString applicationVersion;
    Time collectedAt{};

    bool operator==(const Report &) const = default;
};

/// The report as sent: the parameter `authorization_details` of RFC 9396 section 2, a JSON array
/// with one object. Always at most 8192 bytes, in lower case and without control characters.
QByteArray authorizationDetails(const Report &report);

} // namespace vouch::posture
