// SPDX-License-Identifier: Apache-2.0

// CTAPHID, good and bad, packet by packet (CTAP 2.1 section 11.2).

#include "check.h"
#include "key_process.h"
#include "raw_host.h"

#include <arpa/inet.h>
#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace vouch::virtualkey::test {
namespace {

const Bytes getInfoRequest{0x04};
const Bytes selectionRequest{0x0b};

void checkWorks(RawHost &host) {
    CHECK_EQUAL(host.cbor(host.openChannel(), getInfoRequest).front(), 0);
}

TEST(givesEveryHostChannelsOfItsOwn) {
    KeyProcess key;
    RawHost first(key.path());
    RawHost second(key.path());
    const std::uint32_t a = first.openChannel();
    const std::uint32_t b = first.openChannel();
    const std::uint32_t c = second.openChannel();
    CHECK(a != b && b != c && a != c);
    for (const std::uint32_t cid : {a, b})
        CHECK_EQUAL(first.cbor(cid, getInfoRequest).front(), 0);
    CHECK_EQUAL(second.cbor(c, getInfoRequest).front(), 0);
}

TEST(echoesPingsOfEveryLength) {
    KeyProcess key;
    RawHost host(key.path());
    const std::uint32_t cid = host.openChannel();
    for (const std::size_t size : {0u, 1u, 57u, 58u, 116u, 117u, 1024u, 7609u}) {
        Bytes data(size);
        for (std::size_t i = 0; i < size; ++i)
            data[i] = static_cast<std::uint8_t>(i * 7);
        host.send(cid, hid::ping, data);
        const Message echo = host.receive();
        CHECK_EQUAL(echo.command, hid::ping);
        CHECK(echo.data == data);
    }
}

TEST(winks) {
    KeyProcess key;
    RawHost host(key.path());
    const std::uint32_t cid = host.openChannel();
    host.send(cid, hid::wink, {});
    CHECK_EQUAL(host.receive().command, hid::wink);
    host.send(cid, hid::wink, Bytes{1});
    CHECK_EQUAL(host.receiveError(), hid::invalidLength);
}

TEST(refusesUnknownCommandsAndU2f) {
    KeyProcess key;
    RawHost host(key.path());
    const std::uint32_t cid = host.openChannel();
    for (const std::uint8_t command :
         {hid::msg, std::uint8_t{0x04}, std::uint8_t{0x7f}, hid::keepalive, hid::error}) {
        host.send(cid, command, Bytes{0});
        CHECK_EQUAL(host.receiveError(), hid::invalidCommand);
    }
    checkWorks(host);
}

TEST(refusesChannelsItDidNotGiveOut) {
    KeyProcess key;
    RawHost host(key.path());
    const std::uint32_t mine = host.openChannel();
    for (const std::uint32_t cid : {0u, mine ^ 1, hid::broadcast}) {
        host.send(cid, hid::ping, Bytes{1});
        CHECK_EQUAL(host.receiveError(), hid::invalidChannel);
    }
    host.send(0, hid::init, Bytes(8));
    CHECK_EQUAL(host.receiveError(), hid::invalidChannel);
    checkWorks(host);
}

TEST(refusesImpossibleLengths) {
    KeyProcess key;
    RawHost host(key.path());
    const std::uint32_t cid = host.openChannel();
    host.send(initializationPacket(cid, hid::ping, 7610));
    CHECK_EQUAL(host.receiveError(), hid::invalidLength);
    host.send(initializationPacket(cid, hid::cbor, 0));
    CHECK_EQUAL(host.receiveError(), hid::invalidLength);
    host.send(hid::broadcast, hid::init, Bytes(7));
    CHECK_EQUAL(host.receiveError(), hid::invalidLength);
    checkWorks(host);
}

TEST(noticesPacketsOutOfOrder) {
    KeyProcess key;
    RawHost host(key.path());
    const std::uint32_t cid = host.openChannel();
    host.send(initializationPacket(cid, hid::ping, 200));
    host.send(continuationPacket(cid, 1));
    CHECK_EQUAL(host.receiveError(), hid::invalidSequence);
    host.send(initializationPacket(cid, hid::ping, 200));
    host.send(initializationPacket(cid, hid::ping, 1));
    CHECK_EQUAL(host.receiveError(), hid::invalidSequence);
    host.send(continuationPacket(cid, 0)); // belongs to nothing: no answer
    checkWorks(host);
}

TEST(givesUpOnUnfinishedMessages) {
    KeyProcess key;
    RawHost host(key.path());
    const std::uint32_t cid = host.openChannel();
    const auto start = std::chrono::steady_clock::now();
    host.send(initializationPacket(cid, hid::ping, 200));
    CHECK_EQUAL(host.receiveError(), hid::messageTimeout);
    const auto took = std::chrono::steady_clock::now() - start;
    CHECK(took >= std::chrono::milliseconds(450) && took < std::chrono::seconds(3));
    checkWorks(host);
}

TEST(ignoresDatagramsThatAreNoReports) {
    KeyProcess key;
    RawHost host(key.path());
    const std::uint32_t cid = host.openChannel();
    const FileDescriptor socket(::socket(AF_INET, SOCK_DGRAM, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(key.port());
    const Bytes datagram = concat(initializationPacket(cid, hid::ping, 1), Bytes(2000));
    for (const std::size_t size : {0u, 1u, 63u, 65u, 2000u})
        CHECK(::sendto(socket.get(), datagram.data(), size, 0,
                       reinterpret_cast<const sockaddr *>(&address), sizeof address) >= 0);
    CHECK_EQUAL(host.cbor(cid, getInfoRequest).front(), 0);
    pollfd wait{socket.get(), POLLIN, 0};
    CHECK_EQUAL(::poll(&wait, 1, 100), 0); // no answer to any of them
}

TEST(isBusyForOthersWhileItWaits) {
    KeyProcess key({"--touch", "manual"});
    RawHost first(key.path());
    RawHost second(key.path());
    const std::uint32_t mine = first.openChannel();
    const std::uint32_t other = second.openChannel();
    first.send(mine, hid::cbor, selectionRequest);
    key.waitForTouchNeeded();
    second.send(other, hid::cbor, getInfoRequest);
    CHECK_EQUAL(second.receiveError(), hid::channelBusy);
    second.send(other, hid::ping, Bytes{1});
    CHECK_EQUAL(second.receiveError(), hid::channelBusy);
    second.send(other, hid::cancel, {}); // not theirs to cancel
    second.openChannel();                // always possible
    CHECK_EQUAL(key.command("touch"), std::string("ok"));
    Message answer = first.receive();
    while (answer.command == hid::keepalive)
        answer = first.receive();
    CHECK_EQUAL(answer.data.front(), 0);
    CHECK_EQUAL(second.cbor(other, getInfoRequest).front(), 0);
}

TEST(isBusyForOthersWhileAMessageComesIn) {
    KeyProcess key;
    RawHost host(key.path());
    const std::uint32_t a = host.openChannel();
    const std::uint32_t b = host.openChannel();
    host.send(initializationPacket(a, hid::ping, 60, Bytes(57, 1)));
    host.send(b, hid::ping, Bytes{1});
    CHECK_EQUAL(host.receiveError(), hid::channelBusy);
    host.send(continuationPacket(a, 0, Bytes(3, 1)));
    const Message echo = host.receive();
    CHECK_EQUAL(echo.cid, a);
    CHECK(echo.data == Bytes(60, 1));
}

TEST(resynchronisesAChannel) {
    KeyProcess key({"--touch", "manual"});
    RawHost host(key.path());
    const std::uint32_t cid = host.openChannel();
    // In the middle of a message, and in the middle of an operation.
    host.send(initializationPacket(cid, hid::ping, 200));
    host.send(cid, hid::init, Bytes(8, 9));
    Message answer = host.receive();
    CHECK_EQUAL(answer.command, hid::init);
    CHECK_EQUAL(answer.cid, cid);
    CHECK(sameBytes(ByteView(answer.data).subspan(8, 4),
                    ByteView(toPackets(cid, 0, {})[0]).first(4)));

    host.send(cid, hid::cbor, selectionRequest);
    key.waitForTouchNeeded();
    host.send(cid, hid::init, Bytes(8, 9));
    do
        answer = host.receive();
    while (answer.command == hid::keepalive);
    CHECK_EQUAL(answer.command, hid::init);
    CHECK(key.command("status").find("waiting-touch no") != std::string::npos);
    CHECK(!host.receivePacket(250)); // neither keepalives nor a response any more
    CHECK_EQUAL(host.cbor(cid, getInfoRequest).front(), 0);
}

TEST(forgetsChannelsWithThePower) {
    KeyProcess key;
    RawHost host(key.path());
    const std::uint32_t cid = host.openChannel();
    key.command("plug");
    host.send(cid, hid::ping, Bytes{1});
    CHECK_EQUAL(host.receiveError(), hid::invalidChannel);
}

} // namespace
} // namespace vouch::virtualkey::test
