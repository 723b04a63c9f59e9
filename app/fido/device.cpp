// SPDX-License-Identifier: Apache-2.0
#include "fido/device.h"

#include "fido/system_keys.h"

#include <QtEndian>

#include <chrono>
#include <thread>
#include <utility>

namespace vouch::fido {
namespace {

/// Longer than any key waits for a touch (30 s), so the key's own response comes first. libfido2's
/// default is no limit.
constexpr int timeoutMilliseconds = 60'000;

/// A busy key sends a keepalive at least every 100 ms (CTAP 2.1 section 11.2.9.2.3), so a key
/// that's silent for this long is gone, whether or not the transport noticed.
constexpr int silenceMilliseconds = 3'000;

/// CTAP 2.1 section 11.2.9: a keepalive report and its status for "waiting for a touch"; an error
/// report and ERR_CHANNEL_BUSY, which another program's transaction causes.
constexpr unsigned char keepaliveCommand = 0x80 | 0x3B;
constexpr unsigned char statusTouchNeeded = 0x02;
constexpr unsigned char errorCommand = 0x80 | 0x3F;
constexpr unsigned char errorChannelBusy = 0x06;

/// Other programs briefly use keys too, and a key may still be finishing an operation that we
/// canceled. Neither is worth an error.
constexpr int busyMilliseconds = 1'000;
constexpr auto busyPause = std::chrono::milliseconds(100);

QElapsedTimer startedTimer() {
    QElapsedTimer timer;
    timer.start();
    return timer;
}

/// libfido2 passes its open function only a path, no context.
thread_local Device *opening = nullptr;

/// The keys that this thread, and so this Authenticator, has open.
thread_local QStringList opened;

} // namespace

void Device::Closer::operator()(fido_dev_t *device) const {
    fido_dev_close(device);
    fido_dev_free(&device);
}

Device::Device(Transport &transport, const QString &path, std::function<void()> touchNeeded,
               std::stop_token stop)
    : transport_(transport), path_(path), touchNeeded_(std::move(touchNeeded)),
      stop_(std::move(stop)) {
    if (const SystemKeys *system = transport_.systemKeys())
        throw system->closed();
    const QElapsedTimer waited = startedTimer();
    for (int code = open(path.toUtf8()); code != FIDO_OK; code = open(path.toUtf8())) {
        const KeyError failure = error(code);
        if (failure.cause() != KeyError::Cause::Busy || waited.hasExpired(busyMilliseconds) ||
            stop_.stop_requested() || opened.contains(path_))
            throw KeyError(failure);
        std::this_thread::sleep_for(busyPause);
    }
    if (!fido_dev_is_fido2(device_.get()))
        throw keyError(FIDO_ERR_INVALID_COMMAND);
    opened.append(path_);
    isOpened_ = true;
}

int Device::open(const QByteArray &path) {
    refusal_.reset();
    busy_ = false;
    // Not fido_dev_new_with_info(), which drops the functions set here.
    device_.reset(fido_dev_new());
    const fido_dev_io_t functions{openChannel, closeChannel, readReport, writeReport};
    int code = device_ ? fido_dev_set_io_functions(device_.get(), &functions) : FIDO_ERR_INTERNAL;
    if (code == FIDO_OK)
        code = fido_dev_set_timeout(device_.get(), timeoutMilliseconds);
    opening = this;
    if (code == FIDO_OK)
        code = fido_dev_open(device_.get(), path.constData());
    opening = nullptr;
    return code;
}

Device::~Device() {
    opened.removeOne(path_);
}

bool Device::isGone() const {
    return readFailed_ || heard_.hasExpired(silenceMilliseconds);
}

KeyError Device::error(int code) const {
    if (refusal_)
        return *refusal_;
    if (!busy_)
        return keyError(code);
    const bool isOurs = opened.count(path_) > (isOpened_ ? 1 : 0);
    return isOurs ? keyBusyWithUs() : keyBusy(QStringLiteral("CTAPHID: ERR_CHANNEL_BUSY"));
}

void *Device::openChannel(const char *path) {
    try {
        opening->channel_ = opening->transport_.open(QString::fromUtf8(path));
    } catch (const KeyError &refusal) { // must not pass through libfido2's C code
        opening->refusal_ = refusal;
    }
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
        device.readFailed_ |= waited.elapsed() + 5 < patience; // it failed without waiting
        return -1;
    }
    device.heard_.start();
    if (size > 7)
        device.observe(report);
    return static_cast<int>(size);
}

int Device::writeReport(void *self, const unsigned char *report, std::size_t size) {
    auto &device = *static_cast<Device *>(self);
    if (size > 4) // after the report ID
        device.channelId_ = qFromBigEndian<quint32>(report + 1);
    return device.channel_->write(report, size) ? static_cast<int>(size) : -1;
}

void Device::observe(const unsigned char *report) {
    if (qFromBigEndian<quint32>(report) != channelId_)
        return; // another program's: everyone who has the device open gets all reports
    busy_ = report[4] == errorCommand && report[7] == errorChannelBusy;
    if (report[4] != keepaliveCommand)
        return;
    if (report[7] == statusTouchNeeded && !std::exchange(touchSeen_, true) && touchNeeded_)
        touchNeeded_();
    // A cancellation between two commands has no effect, so send it again.
    if (stop_.stop_requested() && !std::exchange(cancelSent_, true))
        fido_dev_cancel(device_.get());
}

} // namespace vouch::fido
