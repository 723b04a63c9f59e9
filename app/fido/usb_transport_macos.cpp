// SPDX-License-Identifier: Apache-2.0
// IOHIDDevice, of IOKit. libfido2 could open the keys itself, but hides the keepalives that show
// when a key starts blinking, so we use our own channel. Its way of reading is the one here.
#include "fido/transport.h"

#include "fido/authenticator.h"
#include "fido/usb_keys.h"

#include <CoreFoundation/CoreFoundation.h>
#include <IOKit/IOKitLib.h>
#include <IOKit/hid/IOHIDLib.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <deque>
#include <utility>

namespace vouch::fido {

using namespace Qt::Literals::StringLiterals;

namespace {

/// An object of Core Foundation that we own.
template <typename Ref>
class Owned {
public:
    explicit Owned(Ref object) : object_(object) {}
    Owned(Owned &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    Owned &operator=(Owned &&) = delete;
    ~Owned() {
        if (object_ != nullptr)
            CFRelease(object_);
    }
    Ref get() const noexcept { return object_; }

private:
    Ref object_;
};

class HidChannel final : public Channel {
public:
    /// The device is open, and closed by this object.
    explicit HidChannel(Owned<IOHIDDeviceRef> device) : device_(std::move(device)) {
        IOHIDDeviceRegisterInputReportCallback(device_.get(), buffer_.data(),
                                               CFIndex(buffer_.size()), takeReport, this);
        IOHIDDeviceRegisterRemovalCallback(device_.get(), takeRemoval, this);
    }
    ~HidChannel() override {
        IOHIDDeviceRegisterInputReportCallback(device_.get(), buffer_.data(),
                                               CFIndex(buffer_.size()), nullptr, nullptr);
        IOHIDDeviceRegisterRemovalCallback(device_.get(), nullptr, nullptr);
        IOHIDDeviceClose(device_.get(), kIOHIDOptionsTypeNone);
    }

    bool write(const unsigned char *report, std::size_t size) override {
        return size > 0 && !isGone_ &&
               IOHIDDeviceSetReport(device_.get(), kIOHIDReportTypeOutput, report[0], report + 1,
                                    CFIndex(size - 1)) == kIOReturnSuccess;
    }

    bool read(unsigned char *report, std::size_t size, int milliseconds) override {
        using namespace std::chrono;
        constexpr seconds round(5); // of an endless wait
        const auto deadline = steady_clock::now() +
                              ceil<steady_clock::duration>(std::chrono::milliseconds(milliseconds));
        while (reports_.empty() && !isGone_) {
            const duration<double> left =
                milliseconds < 0 ? duration<double>(round) : deadline - steady_clock::now();
            if (left.count() <= 0)
                return false;
            // A mode of our own, so that nothing else of this thread runs meanwhile.
            CFRunLoopRef loop = CFRunLoopGetCurrent();
            IOHIDDeviceScheduleWithRunLoop(device_.get(), loop, mode_);
            CFRunLoopRunInMode(mode_, left.count(), true);
            IOHIDDeviceUnscheduleFromRunLoop(device_.get(), loop, mode_);
        }
        if (reports_.empty())
            return false;
        const QByteArray next = reports_.front();
        reports_.pop_front();
        if (std::size_t(next.size()) != size)
            return false;
        std::memcpy(report, next.constData(), size);
        return true;
    }

private:
    static void takeReport(void *channel, IOReturn, void *, IOHIDReportType, std::uint32_t,
                           std::uint8_t *bytes, CFIndex size) {
        static_cast<HidChannel *>(channel)->reports_.emplace_back(
            reinterpret_cast<const char *>(bytes), size);
        CFRunLoopStop(CFRunLoopGetCurrent());
    }
    static void takeRemoval(void *channel, IOReturn, void *) {
        static_cast<HidChannel *>(channel)->isGone_ = true;
        CFRunLoopStop(CFRunLoopGetCurrent());
    }

    static constexpr std::size_t maxReport_ = 1024;
    CFStringRef mode_ = CFSTR("sh.vouch.key");
    Owned<IOHIDDeviceRef> device_;
    std::array<std::uint8_t, maxReport_> buffer_{};
    std::deque<QByteArray> reports_;
    bool isGone_ = false;
};

/// Calls back when a key comes or goes, and once for each that is there already.
class KeyWatch final : public QObject {
public:
    explicit KeyWatch(std::function<void()> changed)
        : changed_(std::move(changed)),
          manager_(IOHIDManagerCreate(kCFAllocatorDefault, kIOHIDOptionsTypeNone)) {
        constexpr int fidoAlliance = 0xF1D0; // the usage page of CTAP 2.1 section 11.2.8.1
        const Owned page(CFNumberCreate(kCFAllocatorDefault, kCFNumberIntType, &fidoAlliance));
        const void *key = CFSTR(kIOHIDDeviceUsagePageKey);
        const void *value = page.get();
        const Owned wanted(CFDictionaryCreate(kCFAllocatorDefault, &key, &value, 1,
                                              &kCFTypeDictionaryKeyCallBacks,
                                              &kCFTypeDictionaryValueCallBacks));
        IOHIDManagerSetDeviceMatching(manager_.get(), wanted.get());
        IOHIDManagerRegisterDeviceMatchingCallback(manager_.get(), take, this);
        IOHIDManagerRegisterDeviceRemovalCallback(manager_.get(), take, this);
        IOHIDManagerScheduleWithRunLoop(manager_.get(), CFRunLoopGetMain(), kCFRunLoopDefaultMode);
    }
    ~KeyWatch() override {
        IOHIDManagerUnscheduleFromRunLoop(manager_.get(), CFRunLoopGetMain(),
                                          kCFRunLoopDefaultMode);
    }

private:
    static void take(void *watch, IOReturn, void *, IOHIDDeviceRef) {
        static_cast<KeyWatch *>(watch)->changed_();
    }

    std::function<void()> changed_;
    Owned<IOHIDManagerRef> manager_;
};

/// The device that libfido2 calls `ioreg://NUMBER`; null if it's gone.
Owned<IOHIDDeviceRef> deviceAt(const QString &path) {
    constexpr auto scheme = "ioreg://"_L1;
    bool isNumber = false;
    const quint64 entry =
        path.startsWith(scheme) ? path.sliced(scheme.size()).toULongLong(&isNumber) : 0;
    if (!isNumber)
        return Owned<IOHIDDeviceRef>(nullptr);
    // IOServiceGetMatchingService() releases the dictionary.
    const io_service_t service =
        IOServiceGetMatchingService(kIOMainPortDefault, IORegistryEntryIDMatching(entry));
    if (service == MACH_PORT_NULL)
        return Owned<IOHIDDeviceRef>(nullptr);
    Owned device(IOHIDDeviceCreate(kCFAllocatorDefault, service));
    IOObjectRelease(service);
    return device;
}

class UsbTransport final : public Transport {
public:
    QList<Key> keys() override { return usbKeys(); }

    std::unique_ptr<Channel> open(const QString &path) override {
        Owned<IOHIDDeviceRef> device = deviceAt(path);
        if (device.get() == nullptr)
            return nullptr;
        const IOReturn code = IOHIDDeviceOpen(device.get(), kIOHIDOptionsTypeSeizeDevice);
        if (code == kIOReturnSuccess)
            return std::make_unique<HidChannel>(std::move(device));
        const QString detail = u"%1: IOReturn 0x%2"_s.arg(path, QString::number(quint32(code), 16));
        if (code == kIOReturnExclusiveAccess || code == kIOReturnBusy)
            throw keyBusy(detail);
        if (code == kIOReturnNotPermitted || code == kIOReturnNotPrivileged)
            throw keyNotPermitted(detail);
        return nullptr;
    }

    std::unique_ptr<QObject> watch(std::function<void()> changed) override {
        return std::make_unique<KeyWatch>(std::move(changed));
    }
};

} // namespace

std::unique_ptr<Transport> usbTransport() {
    return std::make_unique<UsbTransport>();
}

} // namespace vouch::fido
