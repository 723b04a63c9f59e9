// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>

namespace vouch::fido {

class Device;

/// What a key reports about itself (CTAP 2.1 section 6.4). Names come from the key, reduced to a
/// limited length and printable ASCII.
struct KeyInfo {
    enum class Fingerprint {
        None,     ///< no fingerprint reader
        NotSetUp, ///< no fingerprint enrolled
        SetUp,
    };

    QByteArray aaguid;           ///< 16 bytes: its model
    bool supportsPin = false;    ///< supports PINs
    bool pinSet = false;         ///< has a PIN
    bool mustChangePin = false;  ///< the PIN can't be used until it's changed
    int pinRetries = 0;          ///< attempts left; 0 when no PIN is set
    int minPinLength = 4;        ///< of a new PIN, in Unicode code points
    bool verifiesItself = false; ///< has a fingerprint reader that's set up: no PIN needed
    Fingerprint fingerprint = Fingerprint::None;
    std::optional<int>
        roomForAccounts; ///< for this many more discoverable credentials; only newer keys report it
    QStringList versions;   ///< such as FIDO_2_1
    QStringList extensions; ///< such as hmac-secret
    QStringList options;    ///< such as rk=true
    QList<int> pinProtocols;
    quint64 firmware = 0; ///< 0: not reported
};

/// Reads the info from the key. Worker thread. Throws KeyError.
KeyInfo readInfo(const Device &device);

} // namespace vouch::fido
