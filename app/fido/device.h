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

/// One opened key, for one operation. Worker thread.
///
/// libfido2 reads and writes through the transport's channel; what passes by tells when the key
/// begins to blink, and takes a cancellation that came before the key could hear it.
class Device {
public:
    /// Opens the key. `touchNeeded` is called on the worker thread, at most once. Throws KeyError.
    Device(Transport &transport, const QString &path, std::function<void()> touchNeeded,
           std::stop_token stop);
    ~Device();
    Device(const Device &) = delete;
    Device &operator=(const Device &) = delete;

    fido_dev_t *handle() const noexcept { return device_.get(); }
    /// It was pulled out, or has been silent for longer than a key at work may be. For those who
    /// read with a short time-out, where libfido2 does not tell this from a key that says nothing.
    bool isGone() const;
    /// It last answered that it is at work for another program.
    bool isBusy() const noexcept { return busy_; }
    /// What a code of libfido2 means here, which hides that the key was busy.
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
    std::atomic<quint32> channelId_ = 0; ///< a cancellation writes from another thread
    std::optional<KeyError> refusal_;    ///< why the transport could not open it
    QElapsedTimer heard_;                ///< since its last report
    std::unique_ptr<Channel> channel_;
    std::unique_ptr<fido_dev_t, Closer> device_;
};

} // namespace vouch::fido
