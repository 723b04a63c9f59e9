// SPDX-License-Identifier: Apache-2.0
#include "udp_port.h"

#include "bytes.h"

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <system_error>

namespace vouch::virtualkey {
namespace {

sockaddr_in toSocketAddress(const HostAddress &address) {
    sockaddr_in result{};
    result.sin_family = AF_INET;
    result.sin_addr.s_addr = htonl(address.ip);
    result.sin_port = htons(address.port);
    return result;
}

HostAddress fromSocketAddress(const sockaddr_in &address) {
    return {ntohl(address.sin_addr.s_addr), ntohs(address.sin_port)};
}

void requireSystem(bool worked, const std::string &what) {
    if (!worked)
        throw std::system_error(errno, std::generic_category(), what);
}

void sendDatagram(int socket, ByteView content, const HostAddress &to) {
    const sockaddr_in address = toSocketAddress(to);
    ::sendto(socket, content.data(), content.size(), 0,
             reinterpret_cast<const sockaddr *>(&address), sizeof address);
}

} // namespace

UdpPort::UdpPort(std::uint16_t port)
    : socket_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    requireSystem(static_cast<bool>(socket_), "cannot make a UDP socket");
    sockaddr_in address = toSocketAddress({INADDR_LOOPBACK, port});
    requireSystem(
        ::bind(socket_.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0,
        "cannot listen on 127.0.0.1:" + std::to_string(port));
    socklen_t size = sizeof address;
    requireSystem(::getsockname(socket_.get(), reinterpret_cast<sockaddr *>(&address), &size) == 0,
                  "cannot find out the port");
    port_ = fromSocketAddress(address).port;
}

std::optional<UdpPort::Datagram> UdpPort::receive() {
    for (;;) {
        Datagram datagram{};
        sockaddr_in from{};
        socklen_t size = sizeof from;
        // MSG_TRUNC: the true length, so that a longer datagram is not taken for a report.
        const ssize_t length = ::recvfrom(socket_.get(), datagram.report.data(), reportSize,
                                          MSG_TRUNC, reinterpret_cast<sockaddr *>(&from), &size);
        if (length == static_cast<ssize_t>(reportSize)) {
            datagram.from = fromSocketAddress(from);
            return datagram;
        }
        if (length < 0)
            return std::nullopt;
    }
}

void UdpPort::send(const Report &report, const HostAddress &to) {
    sendDatagram(socket_.get(), report, to);
}

void UdpPort::sendAbsent(const HostAddress &to) {
    sendDatagram(socket_.get(), {}, to);
}

} // namespace vouch::virtualkey
