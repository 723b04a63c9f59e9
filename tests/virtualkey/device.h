// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authenticator.h"
#include "ctaphid.h"

namespace vouch::virtualkey {

/// The whole key: CTAPHID outside, the authenticator inside, and the button. It has no thread, no
/// timer and no socket of its own: reports, touches and the passing of time are brought to it.
class Device : private CtapHid::Application {
public:
    /// Section 11.2.9.1.7: hosts hear from a key that works at least this often.
    static constexpr std::chrono::milliseconds keepaliveInterval{100};

    struct Settings {
        Identity identity;
        std::vector<int> pinProtocols{2, 1};
        TouchMode touchMode = TouchMode::Auto;
        std::chrono::seconds touchLimit{30};
    };

    /// The way out of the key.
    struct Outlets {
        CtapHid::Send send;
        /// Tells a host that there is no key, as a USB hub would.
        std::function<void(const HostAddress &)> sayAbsent = [](const HostAddress &) {};
        /// The key waits for a touch, and nothing but touch() will bring it.
        std::function<void()> touchNeeded = [] {};
    };

    /// Plugged in from the start. `store` must outlive it.
    Device(Settings settings, Store &store, Outlets outlets, Clock clock);

    void receive(const Report &report, const HostAddress &from);

    // What a hand does. An unplugged key drops its outstanding operation without a response and
    // takes no reports; plugging it in, also when it is in already, is a power cycle.
    void touch();
    void unplug();
    void plug();
    bool isPlugged() const { return plugged_; }

    void setTouchMode(TouchMode mode);
    bool isWaitingForTouch() const { return presence_.waiting(); }

    void failNext(Status status) { authenticator_.failNext(status); }

    std::uint64_t assertionCount() const { return authenticator_.assertionCount(); }
    ClientPin &clientPin() { return authenticator_.clientPin(); }

    /// When expire() has something to do; nothing while the key is idle.
    std::optional<TimePoint> deadline() const;
    void expire();

private:
    void processCbor(const Bytes &request) override;
    void cancel() override { presence_.cancel(); }
    void abandon() override { drop(); }

    void presenceChanged(bool waiting);
    void askForTouch();
    void settle();
    void drop();

    Settings settings_;
    Outlets outlets_;
    Clock clock_;
    UserPresence presence_;
    Authenticator authenticator_;
    CtapHid hid_;
    std::optional<Operation> operation_;
    std::optional<TimePoint> nextKeepalive_;
    bool plugged_ = true;
};

} // namespace vouch::virtualkey
