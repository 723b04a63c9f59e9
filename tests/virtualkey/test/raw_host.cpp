// SPDX-License-Identifier: Apache-2.0
#include "raw_host.h"

#include "check.h"
#include "virtualkey/udp_link.h"

namespace vouch::virtualkey::test {

RawHost::RawHost(const std::string &path) : link_(udpLinkOpen(path.c_str())) {
    CHECK(link_ != nullptr);
}

RawHost::~RawHost() {
    udpLinkClose(link_);
}

void RawHost::send(const Report &packet) {
    const Bytes withReportId = concat(Bytes{0}, packet);
    CHECK_EQUAL(udpLinkWrite(link_, withReportId.data(), withReportId.size()), 65);
}

void RawHost::send(std::uint32_t cid, std::uint8_t command, ByteView message) {
    for (const Report &packet : toPackets(cid, command, message))
        send(packet);
}

std::optional<Report> RawHost::receivePacket(int milliseconds) {
    Report packet{};
    if (udpLinkRead(link_, packet.data(), packet.size(), milliseconds) != 64)
        return std::nullopt;
    return packet;
}

Message RawHost::receive(int milliseconds) {
    for (;;) {
        const auto packet = receivePacket(milliseconds);
        if (!packet)
            throw Failure("the key does not answer");
        if (auto message = reader_.add(*packet))
            return *std::move(message);
    }
}

int RawHost::receiveError() {
    const Message message = receive();
    CHECK_EQUAL(message.command, hid::error);
    CHECK_EQUAL(message.data.size(), 1u);
    return message.data.front();
}

std::uint32_t RawHost::openChannel() {
    const Bytes nonce{1, 2, 3, 4, 5, 6, 7, 8};
    send(hid::broadcast, hid::init, nonce);
    const Message answer = receive();
    CHECK_EQUAL(answer.cid, hid::broadcast);
    CHECK_EQUAL(answer.command, hid::init);
    CHECK_EQUAL(answer.data.size(), 17u);
    CHECK(sameBytes(ByteView(answer.data).first(8), nonce));
    std::uint32_t cid = 0;
    for (const std::uint8_t byte : ByteView(answer.data).subspan(8, 4))
        cid = cid << 8 | byte;
    return cid;
}

Bytes RawHost::cbor(std::uint32_t cid, ByteView request) {
    send(cid, hid::cbor, request);
    for (;;) {
        Message answer = receive();
        CHECK_EQUAL(answer.cid, cid);
        if (answer.command == hid::keepalive)
            continue;
        CHECK_EQUAL(answer.command, hid::cbor);
        return std::move(answer.data);
    }
}

} // namespace vouch::virtualkey::test
