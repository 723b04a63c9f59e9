// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/authenticator.h"

#include <QElapsedTimer>

#include <fido.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace vouch::fido {

/// An open key, for one operation. Worker thread.
///
/// libfido2 reads and writes through the transport's channel. Watching the traffic shows when the
/// key starts blinking, and when a cancellation that came too early must be repeated.
class Device {
public:
    /// Opens the key. `touchNeeded` is called on the worker thread, at most once. Throws KeyError.
    Device(Transport &transport, const QString &path, std::function<void()> touchNeeded,
           std::stop_token stop);
    ~Device();
    Device(const Device &) = delete;
    Device &operator=(const Device &) = delete;

    fido_dev_t *handle() const noexcept { return device_.get(); }
    /// The key was removed, or has been silent for too long. For callers that read with a short
    /// timeout, where libfido2 can't distinguish this from a key that has nothing to report.
    bool isGone() const;
    /// Its last response was that it's busy with another program.
    bool isBusy() const noexcept { return busy_; }
    /// The error for a libfido2 code, and for what that code hides: that the key was busy or
    /// couldn't be opened.
    KeyError error(int code) const;

private:
    static void *openChannel(const char *path);
    static void closeChannel(void *self);
    static int readReport(void *self, unsigned char *report, std::size_t size, int milliseconds);
    static int writeReport(void *self, const unsigned char *report, std::size_t size);
    void observe(const unsigned char *report);
    int open(const QByteArray &path);

    struct Closer {
        void operator()(fido_dev_t *device) const;
    };

    Transport &transport_;
    QString path_;
    std::function<void()> touchNeeded_;
    std::stop_token stop_;
    bool touchSeen_ = false;
    bool cancelSent_ = false;
    bool isOpened_ = false;
    bool readFailed_ = false;
    bool busy_ = false;
    std::atomic<quint32> channelId_ =
        0;                            ///< atomic because a cancellation writes from another thread
    std::optional<KeyError> refusal_; ///< why the transport couldn't open it
    QElapsedTimer heard_;             ///< time since its last report
    std::unique_ptr<Channel> channel_;
    std::unique_ptr<fido_dev_t, Closer> device_;
};

} // namespace vouch::fido
