// SPDX-License-Identifier: Apache-2.0
// HID devices, as on Linux. Windows 10 since version 1903 opens security keys only to programs that
// run as administrator, so libfido2's own list would be empty for others; this one asks Windows for
// what each device says of itself.
#include "fido/transport.h"

#include "core/displayed.h"
#include "core/message_window_windows.h"
#include "fido/webauthn_windows.h"
#include "wire/native_windows.h"

#include <initguid.h>

#include <hidclass.h>
#include <setupapi.h>
extern "C" { // mingw-w64's doesn't say so
#include <hidsdi.h>
}

#include <dbt.h>

#include <array>
#include <cstring>
#include <vector>

namespace vouch::fido {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t reportSize = 1 + 64; ///< with the report ID
constexpr DWORD writeMilliseconds = 1000;

class HidChannel final : public Channel {
public:
    explicit HidChannel(wire::Handle device)
        : device_(std::move(device)), event_(::CreateEventW(nullptr, TRUE, FALSE, nullptr)) {}
    ~HidChannel() override {
        if (isReading_)
            cancel(reading_);
    }

    bool write(const unsigned char *report, std::size_t size) override {
        const wire::Handle event(::CreateEventW(nullptr, TRUE, FALSE, nullptr));
        OVERLAPPED writing{};
        writing.hEvent = event.get();
        DWORD written = 0;
        if (!::WriteFile(device_.get(), report, DWORD(size), nullptr, &writing) &&
            ::GetLastError() != ERROR_IO_PENDING)
            return false;
        if (::WaitForSingleObject(event.get(), writeMilliseconds) != WAIT_OBJECT_0)
            return cancel(writing);
        return ::GetOverlappedResult(device_.get(), &writing, &written, FALSE) && written == size;
    }

    bool read(unsigned char *report, std::size_t size, int milliseconds) override {
        if (size != reportSize - 1 || (!isReading_ && !beginReading()))
            return false;
        if (::WaitForSingleObject(
                event_.get(), milliseconds < 0 ? INFINITE : DWORD(milliseconds)) != WAIT_OBJECT_0)
            return false; // the next call waits on: cancelling now could lose a report
        isReading_ = false;
        DWORD got = 0;
        if (!::GetOverlappedResult(device_.get(), &reading_, &got, FALSE) || got != reportSize)
            return false;
        std::memcpy(report, buffer_.data() + 1, size);
        return true;
    }

private:
    bool beginReading() {
        reading_ = {};
        reading_.hEvent = event_.get();
        isReading_ =
            ::ReadFile(device_.get(), buffer_.data(), DWORD(buffer_.size()), nullptr, &reading_) ||
            ::GetLastError() == ERROR_IO_PENDING;
        return isReading_;
    }

    /// The kernel writes into `operation` until it has let go of it.
    bool cancel(OVERLAPPED &operation) {
        DWORD transferred = 0;
        ::CancelIoEx(device_.get(), &operation);
        ::GetOverlappedResult(device_.get(), &operation, &transferred, TRUE);
        return false;
    }

    wire::Handle device_, event_;
    OVERLAPPED reading_{};
    bool isReading_ = false;
    std::array<unsigned char, reportSize> buffer_{};
};

/// The HID devices of this computer.
class DeviceList {
public:
    DeviceList()
        : list_(::SetupDiGetClassDevsW(&GUID_DEVINTERFACE_HID, nullptr, nullptr,
                                       DIGCF_PRESENT | DIGCF_DEVICEINTERFACE)) {}
    DeviceList(const DeviceList &) = delete;
    DeviceList &operator=(const DeviceList &) = delete;
    ~DeviceList() {
        if (list_ != INVALID_HANDLE_VALUE)
            ::SetupDiDestroyDeviceInfoList(list_);
    }

    QList<Key> keys() {
        QList<Key> keys;
        SP_DEVICE_INTERFACE_DATA place{};
        place.cbSize = sizeof place;
        for (DWORD i = 0;
             list_ != INVALID_HANDLE_VALUE &&
             ::SetupDiEnumDeviceInterfaces(list_, nullptr, &GUID_DEVINTERFACE_HID, i, &place);
             ++i)
            if (const QString path = securityKey(place); !path.isEmpty())
                keys.append({path, product(path)});
        return keys;
    }

private:
    /// The device's path if it is a security key, by the usage page that Windows names it with.
    QString securityKey(SP_DEVICE_INTERFACE_DATA &place) {
        alignas(SP_DEVICE_INTERFACE_DETAIL_DATA_W) std::array<char, 4096> memory{};
        auto *detail = reinterpret_cast<SP_DEVICE_INTERFACE_DETAIL_DATA_W *>(memory.data());
        detail->cbSize = sizeof *detail;
        SP_DEVINFO_DATA device{};
        device.cbSize = sizeof device;
        std::array<wchar_t, 2048> names{};
        if (!::SetupDiGetDeviceInterfaceDetailW(list_, &place, detail, DWORD(memory.size()),
                                                nullptr, &device) ||
            !::SetupDiGetDeviceRegistryPropertyW(
                list_, &device, SPDRP_HARDWAREID, nullptr, reinterpret_cast<BYTE *>(names.data()),
                DWORD((names.size() - 2) * sizeof(wchar_t)), nullptr))
            return {};
        for (const wchar_t *name = names.data(); *name != L'\0'; name += std::wcslen(name) + 1)
            if (QString::fromWCharArray(name).startsWith("HID_DEVICE_UP:F1D0"_L1,
                                                         Qt::CaseInsensitive))
                return QString::fromWCharArray(detail->DevicePath);
        return {};
    }

    /// What the key calls itself; empty if Windows doesn't let us ask.
    static QString product(const QString &path) {
        const wire::Handle device(::CreateFileW(path.toStdWString().c_str(), 0,
                                                FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                                                OPEN_EXISTING, 0, nullptr));
        std::array<wchar_t, 128> name{};
        if (!device || !::HidD_GetProductString(device.get(), name.data(),
                                                ULONG((name.size() - 1) * sizeof(wchar_t))))
            return {};
        return displayed(QString::fromWCharArray(name.data()));
    }

    HDEVINFO list_;
};

/// Told of HID devices that come and go.
class DeviceWatch final : public QObject {
public:
    explicit DeviceWatch(const std::function<void()> &changed)
        : window_([changed](UINT message, WPARAM what, LPARAM) {
              if (message == WM_DEVICECHANGE &&
                  (what == DBT_DEVICEARRIVAL || what == DBT_DEVICEREMOVECOMPLETE))
                  changed();
              return false;
          }) {
        DEV_BROADCAST_DEVICEINTERFACE_W kind{};
        kind.dbcc_size = sizeof kind;
        kind.dbcc_devicetype = DBT_DEVTYP_DEVICEINTERFACE;
        kind.dbcc_classguid = GUID_DEVINTERFACE_HID;
        registration_ =
            ::RegisterDeviceNotificationW(window_.handle(), &kind, DEVICE_NOTIFY_WINDOW_HANDLE);
    }
    ~DeviceWatch() override { ::UnregisterDeviceNotification(registration_); }

private:
    MessageWindow window_;
    HDEVNOTIFY registration_ = nullptr;
};

class UsbTransport final : public Transport {
public:
    QList<Key> keys() override { return DeviceList().keys(); }

    std::unique_ptr<Channel> open(const QString &path) override {
        wire::Handle device(::CreateFileW(path.toStdWString().c_str(), GENERIC_READ | GENERIC_WRITE,
                                          FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                                          OPEN_EXISTING, FILE_FLAG_OVERLAPPED, nullptr));
        if (device)
            return std::make_unique<HidChannel>(std::move(device));
        const DWORD why = ::GetLastError();
        const QString detail = u"%1: %2"_s.arg(path, QString::fromStdString(wire::errorText(why)));
        if (why == ERROR_SHARING_VIOLATION)
            throw keyBusy(detail);
        if (why == ERROR_ACCESS_DENIED)
            throw keyNotPermitted(detail);
        return nullptr;
    }

    std::unique_ptr<QObject> watch(std::function<void()> changed) override {
        return std::make_unique<DeviceWatch>(changed);
    }

    SystemKeys *systemKeys() const override { return system_.get(); }

private:
    std::unique_ptr<SystemKeys> system_ = windowsKeys();
};

} // namespace

std::unique_ptr<Transport> usbTransport() {
    return std::make_unique<UsbTransport>();
}

} // namespace vouch::fido
