// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <cstddef>
#include <functional>
#include <memory>

namespace vouch::fido {

/// A security key that is plugged in now.
struct Key {
    QString path;  ///< how the transport names it
    QString model; ///< such as "YubiKey 5C NFC"; may be empty

    bool operator==(const Key &) const = default;
};

/// An open way to one key, in CTAPHID reports (CTAP 2.1 section 11.2). Worker thread; closing is
/// destroying.
class Channel {
public:
    virtual ~Channel() = default;
    /// Writes one report; `report` begins with the report id. Returns whether it was written.
    virtual bool write(const unsigned char *report, std::size_t size) = 0;
    /// Reads one report of exactly `size` bytes. Waits `milliseconds`, or without limit when
    /// negative. False when nothing came or the key is gone.
    virtual bool read(unsigned char *report, std::size_t size, int milliseconds) = 0;
};

/// How this system reaches its keys. The application has one for the USB keys of the operating
/// system; a test build has one that reaches a software key.
class Transport {
public:
    virtual ~Transport() = default;

    /// The keys that are plugged in now. Worker thread; may take some milliseconds.
    virtual QList<Key> keys() = 0;
    /// Nothing when the key cannot be opened. Throws KeyError where the system says why, and it is
    /// not that the key is gone. Worker thread.
    virtual std::unique_ptr<Channel> open(const QString &path) = 0;
    /// Calls `changed` on the GUI thread whenever a key may have come or gone, for as long as the
    /// returned object lives. It watches and never polls. GUI thread.
    virtual std::unique_ptr<QObject> watch(std::function<void()> changed) = 0;
};

/// The USB keys of this system.
std::unique_ptr<Transport> usbTransport();

} // namespace vouch::fido
