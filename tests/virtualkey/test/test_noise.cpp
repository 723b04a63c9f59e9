// SPDX-License-Identifier: Apache-2.0

// A key under fire: packets and requests, nearly right. Run under the sanitizers.

#include "bench_key.h"
#include "check.h"
#include "host_framing.h"
#include "virtualkey/device.h"

#include <random>

namespace vouch::virtualkey::test {
namespace {

/// Fixed, so that a failure can be had again.
constexpr std::uint32_t seed = 20210615;

void damage(Bytes &bytes, std::mt19937 &random) {
    const auto any = [&](std::size_t limit) { return random() % limit; };
    for (std::size_t times = 1 + any(4); times != 0; --times) {
        if (bytes.empty())
            return;
        const std::size_t position = any(bytes.size());
        switch (any(4)) {
        case 0:
            bytes[position] = static_cast<std::uint8_t>(random());
            break;
        case 1:
            bytes[position] = static_cast<std::uint8_t>(bytes[position] ^ 1u << any(8));
            break;
        case 2:
            bytes.resize(position + 1);
            break;
        default:
            bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(position),
                         static_cast<std::uint8_t>(random()));
        }
    }
}

TEST(damagedRequestsNeverHurtTheKey) {
    std::mt19937 random(seed);
    BenchKey key;
    key.runOk(command::makeCredential, registration("vouch.test", "ada"));
    const Platform platform(key, 2);
    CborMap hmacSecret;
    hmacSecret.set(1, platform.publicKey())
        .set(2, platform.encrypt(Bytes(32)))
        .set(3, CborValue::bytes(Bytes(32)))
        .set(4, CborValue::integer(2));
    const std::vector<Bytes> requests{
        concat(Bytes{command::makeCredential}, registration("vouch.test", "ada").encoded()),
        concat(Bytes{command::getAssertion},
               assertion("vouch.test")
                   .set(4, CborMap().set("hmac-secret", hmacSecret.value()).value())
                   .encoded()),
        concat(Bytes{command::clientPin}, platform.tokenRequest("1234", GetAssertion).encoded()),
        concat(Bytes{command::credentialManagement},
               CborMap()
                   .set(1, CborValue::integer(4))
                   .set(2, CborMap().set(1, CborValue::bytes(Bytes(32))).value())
                   .set(3, CborValue::integer(2))
                   .set(4, CborValue::bytes(Bytes(32)))
                   .encoded())};
    for (int round = 0; round < 20000; ++round) {
        Bytes request = requests[random() % requests.size()];
        damage(request, random);
        if (!request.empty())
            CHECK(!key.run(request).empty());
    }
    CHECK_EQUAL(key.run(Bytes{0x04}).front(), 0);
}

TEST(damagedPacketsNeverHurtTheKey) {
    std::mt19937 random(seed);
    TemporaryFolder folder;
    Store store(folder.path() / "key.state");
    TimePoint now{};
    MessageReader reader; // checks the framing of all that comes back
    std::optional<Message> last;
    Device device({}, store,
                  {.send =
                       [&](const Report &report, const HostAddress &) {
                           if (auto message = reader.add(report))
                               last = std::move(message);
                       }},
                  [&] { return now; });
    const HostAddress host{0x7f000001, 40000};
    const auto openChannel = [&] {
        device.receive(toPackets(hid::broadcast, hid::init, Bytes(8)).front(), host);
        CHECK(last && last->command == hid::init);
        std::uint32_t cid = 0;
        for (const std::uint8_t byte : ByteView(last->data).subspan(8, 4))
            cid = cid << 8 | byte;
        return cid;
    };
    const std::uint32_t cid = openChannel();
    const Bytes request =
        concat(Bytes{command::makeCredential}, registration("vouch.test", "ada").encoded());
    for (int round = 0; round < 5000; ++round) {
        for (const Report &packet : toPackets(cid, random() % 2 ? hid::cbor : hid::ping, request)) {
            Bytes bytes(packet.begin(), packet.end());
            if (random() % 4 == 0)
                damage(bytes, random);
            Report damaged{};
            std::copy_n(bytes.begin(), std::min(bytes.size(), damaged.size()), damaged.begin());
            device.receive(damaged, host);
        }
        if (device.isWaitingForTouch() && random() % 2)
            device.receive(initializationPacket(cid, hid::cancel, 0), host);
        now += std::chrono::milliseconds(random() % 700);
        device.expire();
    }
    now += std::chrono::minutes(1);
    device.expire();
    CHECK(!device.deadline());
    device.receive(toPackets(openChannel(), hid::cbor, Bytes{0x04}).front(), host);
    CHECK(last && last->command == hid::cbor && last->data.front() == 0);
}

} // namespace
} // namespace vouch::virtualkey::test
