// SPDX-License-Identifier: Apache-2.0
// hidraw devices. libfido2 could open them itself, but hides the keepalives that show when a key
// starts blinking, so we use our own channel.
#include "fido/transport.h"

#include "fido/authenticator.h"
#include "fido/usb_keys.h"

#include <QFile>
#include <QFileSystemWatcher>

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace vouch::fido {

using namespace Qt::Literals::StringLiterals;

namespace {

class HidrawChannel final : public Channel {
public:
    explicit HidrawChannel(int device) : device_(device) {}
    ~HidrawChannel() override { ::close(device_); }

    bool write(const unsigned char *report, std::size_t size) override {
        return ::write(device_, report, size) == static_cast<ssize_t>(size);
    }

    bool read(unsigned char *report, std::size_t size, int milliseconds) override {
        pollfd entry{device_, POLLIN, 0};
        int ready = 0;
        do
            ready = ::poll(&entry, 1, milliseconds < 0 ? -1 : milliseconds);
        while (ready < 0 && errno == EINTR);
        return ready == 1 && ::read(device_, report, size) == static_cast<ssize_t>(size);
    }

private:
    int device_;
};

class UsbTransport final : public Transport {
public:
    QList<Key> keys() override { return usbKeys(); }

    std::unique_ptr<Channel> open(const QString &path) override {
        const int device = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC);
        if (device >= 0)
            return std::make_unique<HidrawChannel>(device);
        const int why = errno;
        const QString detail = u"%1: %2"_s.arg(path, qt_error_string(why));
        if (why == EBUSY)
            throw keyBusy(detail);
        if (why == EACCES || why == EPERM)
            throw keyNotPermitted(detail);
        return nullptr;
    }

    std::unique_ptr<QObject> watch(std::function<void()> changed) override {
        // A device node appears before udev lets us open it; its mode change triggers this too.
        auto watcher = std::make_unique<QFileSystemWatcher>(QStringList{u"/dev"_s});
        QObject::connect(watcher.get(), &QFileSystemWatcher::directoryChanged, std::move(changed));
        return watcher;
    }
};

} // namespace

std::unique_ptr<Transport> usbTransport() {
    return std::make_unique<UsbTransport>();
}

} // namespace vouch::fido
