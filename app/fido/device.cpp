// SPDX-License-Identifier: Apache-2.0
#include "fido/device.h"

#include "fido/authenticator.h"

#include <utility>

namespace vouch::fido {
namespace {

/// Longer than any key waits for a touch (30 s), so that the key's own answer comes first;
/// libfido2's default is for ever.
constexpr int timeoutMilliseconds = 60'000;

/// A key at work reports at least every 100 ms (CTAP 2.1 section 11.2.9.2.3 and its keepalives), so
/// one that is silent for so long is gone, whether or not the transport noticed.
constexpr int silenceMilliseconds = 3'000;

/// CTAP 2.1 section 11.2.9: a keepalive report and its "waiting for the user" status.
constexpr unsigned char keepaliveCommand = 0x80 | 0x3B;
constexpr unsigned char statusTouchNeeded = 0x02;

QElapsedTimer startedTimer() {
    QElapsedTimer timer;
    timer.start();
    return timer;
}

/// libfido2 gives its open function a path and no context.
thread_local Device *opening = nullptr;

} // namespace

void Device::Closer::operator()(fido_dev_t *device) const {
    fido_dev_close(device);
    fido_dev_free(&device);
}

Device::Device(Transport &transport, const QString &path, std::function<void()> touchNeeded,
               std::stop_token stop)
    : transport_(transport), touchNeeded_(std::move(touchNeeded)), stop_(std::move(stop)),
      device_(fido_dev_new()) {
    // fido_dev_new() and not ..._with_info(): the latter forgets the functions set here.
    const fido_dev_io_t functions{openChannel, closeChannel, readReport, writeReport};
    int code = device_ ? fido_dev_set_io_functions(device_.get(), &functions) : FIDO_ERR_INTERNAL;
    if (code == FIDO_OK)
        code = fido_dev_set_timeout(device_.get(), timeoutMilliseconds);
    opening = this;
    if (code == FIDO_OK)
        code = fido_dev_open(device_.get(), path.toUtf8().constData());
    opening = nullptr;
    if (code != FIDO_OK)
        throw keyError(code);
    if (!fido_dev_is_fido2(device_.get()))
        throw keyError(FIDO_ERR_INVALID_COMMAND);
}

Device::~Device() = default;

bool Device::isGone() const {
    return readFailed_ || heard_.hasExpired(silenceMilliseconds);
}

void *Device::openChannel(const char *path) {
    opening->channel_ = opening->transport_.open(QString::fromUtf8(path));
    return opening->channel_ ? opening : nullptr;
}

void Device::closeChannel(void *self) {
    static_cast<Device *>(self)->channel_.reset();
}

int Device::readReport(void *self, unsigned char *report, std::size_t size, int milliseconds) {
    auto &device = *static_cast<Device *>(self);
    const bool limited = milliseconds >= 0 && milliseconds < silenceMilliseconds;
    const int patience = limited ? milliseconds : silenceMilliseconds;
    const QElapsedTimer waited = startedTimer();
    if (!device.channel_->read(report, size, patience)) {
        device.readFailed_ |= waited.elapsed() + 5 < patience; // it did not even wait
        return -1;
    }
    device.heard_.start();
    if (size > 7)
        device.observe(report);
    return static_cast<int>(size);
}

int Device::writeReport(void *self, const unsigned char *report, std::size_t size) {
    return static_cast<Device *>(self)->channel_->write(report, size) ? static_cast<int>(size) : -1;
}

void Device::observe(const unsigned char *report) {
    if (report[4] != keepaliveCommand)
        return;
    if (report[7] == statusTouchNeeded && !std::exchange(touchSeen_, true) && touchNeeded_)
        touchNeeded_();
    // A cancellation that came between two commands reached nobody; this one will.
    if (stop_.stop_requested() && !std::exchange(cancelSent_, true))
        fido_dev_cancel(device_.get());
}

} // namespace vouch::fido
