// SPDX-License-Identifier: Apache-2.0
// The distributed notification of the screen lock, and IOKit's power messages. Both come through
// the main run loop, which Qt runs if it shows windows.
#include "platform/lock_watch.h"

#include <QGuiApplication>

#include <CoreFoundation/CoreFoundation.h>
#include <IOKit/IOKitLib.h>
#include <IOKit/IOMessage.h>
#include <IOKit/pwr_mgt/IOPMLib.h>

#include <cstdint>

namespace vouch::platform {

class LockSignals {
public:
    explicit LockSignals(LockWatch *watch) : watch_(watch) {
        hasRunLoop_ = QGuiApplication::platformName() == QLatin1StringView("cocoa");
        if (!hasRunLoop_)
            return;
        CFNotificationCenterAddObserver(CFNotificationCenterGetDistributedCenter(), this, takeLock,
                                        CFSTR("com.apple.screenIsLocked"), nullptr,
                                        CFNotificationSuspensionBehaviorDeliverImmediately);
        root_ = IORegisterForSystemPower(this, &port_, takePower, &notifier_);
        if (root_ != MACH_PORT_NULL)
            CFRunLoopAddSource(CFRunLoopGetMain(), IONotificationPortGetRunLoopSource(port_),
                               kCFRunLoopDefaultMode);
    }
    LockSignals(const LockSignals &) = delete;
    LockSignals &operator=(const LockSignals &) = delete;
    ~LockSignals() {
        if (hasRunLoop_)
            CFNotificationCenterRemoveEveryObserver(CFNotificationCenterGetDistributedCenter(),
                                                    this);
        if (root_ == MACH_PORT_NULL)
            return;
        CFRunLoopRemoveSource(CFRunLoopGetMain(), IONotificationPortGetRunLoopSource(port_),
                              kCFRunLoopDefaultMode);
        IODeregisterForSystemPower(&notifier_);
        IOServiceClose(root_);
        IONotificationPortDestroy(port_);
    }

    bool reportsLock() const { return hasRunLoop_; }
    bool reportsSuspend() const { return root_ != MACH_PORT_NULL; }

private:
    static void takeLock(CFNotificationCenterRef, void *signalsOfWatch, CFNotificationName,
                         const void *, CFDictionaryRef) {
        Q_EMIT static_cast<LockSignals *>(signalsOfWatch)->watch_->screenLocked();
    }

    /// The computer sleeps once each program has answered, or after half a minute.
    static void takePower(void *signalsOfWatch, io_service_t, std::uint32_t message,
                          void *argument) {
        const auto *self = static_cast<LockSignals *>(signalsOfWatch);
        if (message == kIOMessageSystemWillSleep)
            Q_EMIT self->watch_->suspending();
        if (message == kIOMessageSystemWillSleep || message == kIOMessageCanSystemSleep)
            IOAllowPowerChange(self->root_, reinterpret_cast<std::intptr_t>(argument));
    }

    LockWatch *watch_;
    bool hasRunLoop_ = false;
    IONotificationPortRef port_ = nullptr;
    io_object_t notifier_ = 0;
    io_connect_t root_ = 0;
};

LockWatch::LockWatch() : signals_(std::make_unique<LockSignals>(this)) {}

LockWatch::~LockWatch() = default;

bool LockWatch::reportsLock() const {
    return signals_->reportsLock();
}

bool LockWatch::reportsSuspend() const {
    return signals_->reportsSuspend();
}

} // namespace vouch::platform
