// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>

namespace vouch::fido {

class Device;

/// What a key says about itself (CTAP 2.1 section 6.4). The names are the key's own words, bounded
/// and in printable ASCII.
struct KeyInfo {
    enum class Fingerprint {
        None,     ///< it has no reader
        NotSetUp, ///< nobody's finger is stored
        SetUp,
    };

    QByteArray aaguid;           ///< 16 bytes: its model
    bool takesPin = false;       ///< it can have a PIN at all
    bool pinSet = false;         ///< a PIN was chosen
    bool mustChangePin = false;  ///< its PIN opens nothing until it was changed
    int pinRetries = 0;          ///< attempts left; 0 when no PIN is set
    int minPinLength = 4;        ///< of a new PIN, in Unicode code points
    bool verifiesItself = false; ///< it has a fingerprint reader that is set up: no PIN is needed
    Fingerprint fingerprint = Fingerprint::None;
    std::optional<int> roomForAccounts; ///< for so many more discoverable credentials; newer keys
    QStringList versions;               ///< such as FIDO_2_1
    QStringList extensions;             ///< such as hmac-secret
    QStringList options;                ///< such as rk=true
    QList<int> pinProtocols;
    quint64 firmware = 0; ///< 0: it does not say
};

/// Asks the key. Worker thread. Throws KeyError.
KeyInfo readInfo(const Device &device);

} // namespace vouch::fido
