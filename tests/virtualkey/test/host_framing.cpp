// SPDX-License-Identifier: Apache-2.0
#include "host_framing.h"

#include "check.h"

namespace vouch::virtualkey::test {
namespace {

constexpr std::size_t initializationData = 57;
constexpr std::size_t continuationData = 59;

Report packet(std::uint32_t cid, const Bytes &rest, ByteView data) {
    Bytes channel;
    appendBigEndian(channel, cid);
    Report report{};
    std::ranges::copy(concat(channel, rest, data), report.begin());
    return report;
}

} // namespace

Report initializationPacket(std::uint32_t cid, std::uint8_t command, std::size_t size,
                            ByteView data) {
    Bytes rest{static_cast<std::uint8_t>(0x80 | command)};
    appendBigEndian(rest, static_cast<std::uint16_t>(size));
    return packet(cid, rest, data);
}

Report continuationPacket(std::uint32_t cid, std::uint8_t sequence, ByteView data) {
    return packet(cid, {sequence}, data);
}

std::vector<Report> toPackets(std::uint32_t cid, std::uint8_t command, ByteView message) {
    const auto first = message.first(std::min(initializationData, message.size()));
    std::vector<Report> packets{initializationPacket(cid, command, message.size(), first)};
    message = message.subspan(first.size());
    for (std::uint8_t sequence = 0; !message.empty(); ++sequence) {
        const auto next = message.first(std::min(continuationData, message.size()));
        packets.push_back(continuationPacket(cid, sequence, next));
        message = message.subspan(next.size());
    }
    return packets;
}

std::optional<Message> MessageReader::add(const Report &packet) {
    const std::uint32_t cid = static_cast<std::uint32_t>(packet[0]) << 24 |
                              static_cast<std::uint32_t>(packet[1]) << 16 |
                              static_cast<std::uint32_t>(packet[2]) << 8 | packet[3];
    ByteView data;
    if ((packet[4] & 0x80) != 0) {
        CHECK(size_ == 0); // not in the middle of another message
        partial_ = {cid, static_cast<std::uint8_t>(packet[4] & 0x7f), {}};
        size_ = static_cast<std::size_t>(packet[5] << 8 | packet[6]);
        nextSequence_ = 0;
        data = ByteView(packet).subspan(7);
    } else {
        CHECK_EQUAL(cid, partial_.cid);
        CHECK_EQUAL(packet[4], nextSequence_++);
        CHECK(partial_.data.size() < size_);
        data = ByteView(packet).subspan(5);
    }
    append(partial_.data, data.first(std::min(data.size(), size_ - partial_.data.size())));
    if (partial_.data.size() < size_)
        return std::nullopt;
    size_ = 0;
    return partial_;
}

} // namespace vouch::virtualkey::test
