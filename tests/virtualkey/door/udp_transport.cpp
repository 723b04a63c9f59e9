// SPDX-License-Identifier: Apache-2.0
#include "virtualkey/door/udp_transport.h"

#include "virtualkey/udp_link.h"

#include <QStringList>
#include <QTimer>

#include <array>
#include <utility>

namespace vouch::virtualkey {
namespace {

/// A UDP port comes and goes without a sign, so this one has to be asked; a USB port is watched.
constexpr int lookMilliseconds = 200;
/// A key that is gone says so at once; one on a busy machine is only slow.
constexpr int answerMilliseconds = 30'000;

class UdpChannel final : public fido::Channel {
public:
    explicit UdpChannel(void *link) : link_(link) {}
    ~UdpChannel() override { udpLinkClose(link_); }

    bool write(const unsigned char *report, std::size_t size) override {
        return udpLinkWrite(link_, report, size) == static_cast<int>(size);
    }
    bool read(unsigned char *report, std::size_t size, int milliseconds) override {
        return udpLinkRead(link_, report, size, milliseconds) == static_cast<int>(size);
    }

private:
    void *link_;
};

class UdpTransport final : public fido::Transport {
public:
    explicit UdpTransport(QStringList addresses) : addresses_(std::move(addresses)) {}

    QList<fido::Key> keys() override {
        QList<fido::Key> keys;
        for (const QString &address : addresses_)
            if (answers(address))
                keys.append({address, address == addresses_.first()
                                          ? QStringLiteral("YubiKey OTP+FIDO+CCID")
                                          : QStringLiteral("Security Key by Yubico")});
        return keys;
    }

    std::unique_ptr<fido::Channel> open(const QString &path) override {
        void *link = udpLinkOpen(path.toUtf8().constData());
        return link == nullptr ? nullptr : std::make_unique<UdpChannel>(link);
    }

    std::unique_ptr<QObject> watch(std::function<void()> changed) override {
        auto timer = std::make_unique<QTimer>();
        QObject::connect(timer.get(), &QTimer::timeout, std::move(changed));
        timer->start(lookMilliseconds);
        return timer;
    }

private:
    /// CTAPHID_INIT on the broadcast channel (CTAP 2.1 section 11.2.9.1.3): a key that is there
    /// answers it with our nonce.
    bool answers(const QString &address) {
        const auto channel = open(address);
        std::array<unsigned char, 65> request{0,   0xFF, 0xFF, 0xFF, 0xFF, 0x86, 0,   8,
                                              'v', 'o',  'u',  'c',  'h',  'k',  'e', 'y'};
        std::array<unsigned char, 64> reply{};
        return channel && channel->write(request.data(), request.size()) &&
               channel->read(reply.data(), reply.size(), answerMilliseconds);
    }

    QStringList addresses_;
};

} // namespace

std::unique_ptr<fido::Transport> udpTransport(const QString &addresses) {
    return std::make_unique<UdpTransport>(addresses.split(u','));
}

} // namespace vouch::virtualkey
