// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "file_descriptor.h"
#include "report.h"

#include <optional>

namespace vouch::virtualkey {

/// The key's socket: 64-byte reports as UDP datagrams, on the loopback interface only.
///
/// Datagrams of other sizes are no reports and are ignored. One kind goes out: an empty one says
/// "there is no key here". A USB host hears that from the hub; UDP has none, and a host that waits
/// for a response would otherwise wait for ever.
class UdpPort {
public:
    /// Listens on 127.0.0.1; port 0 is any free one. Throws std::system_error.
    explicit UdpPort(std::uint16_t port);

    std::uint16_t port() const { return port_; }
    int descriptor() const { return socket_.get(); }

    struct Datagram {
        Report report;
        HostAddress from;
    };

    /// The next report that has arrived, without waiting.
    std::optional<Datagram> receive();

    // What cannot be sent is lost, as UDP has it.
    void send(const Report &report, const HostAddress &to);
    void sendAbsent(const HostAddress &to);

private:
    FileDescriptor socket_;
    std::uint16_t port_ = 0;
};

} // namespace vouch::virtualkey
