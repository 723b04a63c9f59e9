// SPDX-License-Identifier: Apache-2.0
#include "device.h"

namespace vouch::virtualkey {
namespace {

std::optional<TimePoint> earlier(std::optional<TimePoint> a, std::optional<TimePoint> b) {
    if (!a || !b)
        return a ? a : b;
    return std::min(*a, *b);
}

} // namespace

Device::Device(Settings settings, Store &store, Outlets outlets, Clock clock)
    : settings_(std::move(settings)), outlets_(std::move(outlets)), clock_(clock),
      presence_(settings_.touchMode, settings_.touchLimit, clock),
      authenticator_(settings_.identity, settings_.pinProtocols, store, presence_, clock),
      hid_(*this, outlets_.send, clock) {
    presence_.setListener([this](bool waiting) { presenceChanged(waiting); });
    authenticator_.powerUp();
}

void Device::receive(const Report &report, const HostAddress &from) {
    if (!plugged_)
        return outlets_.sayAbsent(from);
    hid_.receive(report, from);
    settle();
}

void Device::touch() {
    presence_.press();
    settle();
}

void Device::unplug() {
    plugged_ = false;
    drop();
    if (const auto host = hid_.waitingHost())
        outlets_.sayAbsent(*host);
    hid_.powerUp();
}

void Device::plug() {
    unplug();
    presence_.powerUp();
    authenticator_.powerUp();
    plugged_ = true;
}

void Device::setTouchMode(TouchMode mode) {
    presence_.setMode(mode);
    askForTouch();
}

void Device::askForTouch() {
    if (presence_.waiting() && presence_.mode() == TouchMode::Manual)
        outlets_.touchNeeded();
}

void Device::processCbor(const Bytes &request) {
    operation_.emplace(authenticator_.execute(request));
}

/// Section 11.2.9.1.7: a keepalive at once whenever the status changes. A touch makes it
/// "processing", which ends with the response that follows on its heels.
void Device::presenceChanged(bool waiting) {
    hid_.keepalive(waiting ? KeepaliveStatus::UpNeeded : KeepaliveStatus::Processing);
    nextKeepalive_ = clock_() + keepaliveInterval;
    askForTouch();
}

/// Sends the response if whatever happened finished the operation.
void Device::settle() {
    if (!operation_ || !operation_->done())
        return;
    hid_.respond(operation_->response());
    drop();
}

void Device::drop() {
    operation_.reset();
    nextKeepalive_.reset();
}

std::optional<TimePoint> Device::deadline() const {
    return earlier(hid_.deadline(), earlier(presence_.deadline(), nextKeepalive_));
}

void Device::expire() {
    hid_.expire();
    presence_.expire();
    settle();
    if (nextKeepalive_ && clock_() >= *nextKeepalive_) {
        hid_.keepalive(KeepaliveStatus::UpNeeded);
        nextKeepalive_ = clock_() + keepaliveInterval;
    }
}

} // namespace vouch::virtualkey
