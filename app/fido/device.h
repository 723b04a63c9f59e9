// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/transport.h"

#include <QElapsedTimer>

#include <fido.h>

#include <functional>
#include <memory>
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

private:
    static void *openChannel(const char *path);
    static void closeChannel(void *self);
    static int readReport(void *self, unsigned char *report, std::size_t size, int milliseconds);
    static int writeReport(void *self, const unsigned char *report, std::size_t size);
    void observe(const unsigned char *report);

    struct Closer {
        void operator()(fido_dev_t *device) const;
    };

    Transport &transport_;
    std::function<void()> touchNeeded_;
    std::stop_token stop_;
    bool touchSeen_ = false;
    bool cancelSent_ = false;
    bool readFailed_ = false;
    QElapsedTimer heard_; ///< since its last report
    std::unique_ptr<Channel> channel_;
    std::unique_ptr<fido_dev_t, Closer> device_;
};

} // namespace vouch::fido
