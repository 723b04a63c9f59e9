// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <cstddef>
#include <functional>
#include <memory>

namespace vouch::fido {

class SystemKeys;

/// A security key that's plugged in.
struct Key {
    QString path;  ///< the transport's name for it
    QString model; ///< from a transport, what the key calls itself; may be empty

    bool operator==(const Key &) const = default;
};

/// An open connection to a key, in CTAPHID reports (CTAP 2.1 section 11.2). Destroying it closes
/// it. Worker thread.
class Channel {
public:
    virtual ~Channel() = default;
    /// Writes one report, which begins with the report ID. Returns whether it was written.
    virtual bool write(const unsigned char *report, std::size_t size) = 0;
    /// Reads one report of exactly `size` bytes. Waits for `milliseconds`, or indefinitely if
    /// negative. Returns false on timeout or if the key is gone.
    virtual bool read(unsigned char *report, std::size_t size, int milliseconds) = 0;
};

/// How security keys are reached: over USB in the application, or a software key in test builds.
class Transport {
public:
    virtual ~Transport() = default;

    /// The keys that are currently plugged in. Worker thread; may take some milliseconds.
    virtual QList<Key> keys() = 0;
    /// Null if the key can't be opened because it's gone or for an unknown reason. Throws KeyError
    /// if the system reports another reason. Worker thread.
    virtual std::unique_ptr<Channel> open(const QString &path) = 0;
    /// Calls `changed` on the GUI thread whenever a key may have been plugged in or removed, while
    /// the returned object exists. Doesn't poll. GUI thread.
    virtual std::unique_ptr<QObject> watch(std::function<void()> changed) = 0;
    /// How the system itself uses the keys, where it doesn't let programs open them; null where it
    /// does. Any thread.
    virtual SystemKeys *systemKeys() const { return nullptr; }
};

/// The USB keys of this system.
std::unique_ptr<Transport> usbTransport();

} // namespace vouch::fido
