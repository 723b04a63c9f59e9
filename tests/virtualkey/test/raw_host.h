// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host_framing.h"

#include <string>

namespace vouch::virtualkey::test {

/// A host without libfido2, for what libfido2 would never send.
class RawHost {
public:
    /// Does not ask for a channel.
    explicit RawHost(const std::string &path);
    RawHost(const RawHost &) = delete;
    RawHost &operator=(const RawHost &) = delete;
    ~RawHost();

    void send(const Report &packet);
    void send(std::uint32_t cid, std::uint8_t command, ByteView message);

    /// The next packet, if one comes in that time.
    std::optional<Report> receivePacket(int milliseconds);

    /// The next message. Throws Failure if none comes in time.
    Message receive(int milliseconds = 5000);

    /// The next message, which must be an error: its code.
    int receiveError();

    /// A new channel.
    std::uint32_t openChannel();

    /// Sends the CTAP2 request and waits for its response, past keepalives.
    Bytes cbor(std::uint32_t cid, ByteView request);

private:
    void *link_;
    MessageReader reader_;
};

} // namespace vouch::virtualkey::test
