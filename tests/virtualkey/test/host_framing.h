// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "virtualkey/bytes.h"
#include "virtualkey/report.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace vouch::virtualkey::test {

// The host's side of CTAPHID framing (CTAP 2.1 section 11.2.4), written apart from the device's,
// and able to build packets that no host should send.

namespace hid {
constexpr std::uint8_t ping = 0x01;
constexpr std::uint8_t msg = 0x03;
constexpr std::uint8_t init = 0x06;
constexpr std::uint8_t wink = 0x08;
constexpr std::uint8_t cbor = 0x10;
constexpr std::uint8_t cancel = 0x11;
constexpr std::uint8_t keepalive = 0x3b;
constexpr std::uint8_t error = 0x3f;

constexpr std::uint32_t broadcast = 0xffffffff;

constexpr std::uint8_t invalidCommand = 0x01;
constexpr std::uint8_t invalidLength = 0x03;
constexpr std::uint8_t invalidSequence = 0x04;
constexpr std::uint8_t messageTimeout = 0x05;
constexpr std::uint8_t channelBusy = 0x06;
constexpr std::uint8_t invalidChannel = 0x0b;
} // namespace hid

Report initializationPacket(std::uint32_t cid, std::uint8_t command, std::size_t size,
                            ByteView data = {});
Report continuationPacket(std::uint32_t cid, std::uint8_t sequence, ByteView data = {});
std::vector<Report> toPackets(std::uint32_t cid, std::uint8_t command, ByteView message);

struct Message {
    std::uint32_t cid = 0;
    std::uint8_t command = 0;
    Bytes data;
};

/// Puts packets together again.
class MessageReader {
public:
    /// The message that the packet completes, if it does. Throws Failure for packets that a
    /// device must not send.
    std::optional<Message> add(const Report &packet);

private:
    Message partial_;
    std::size_t size_ = 0;
    std::uint8_t nextSequence_ = 0;
};

} // namespace vouch::virtualkey::test
