// SPDX-License-Identifier: Apache-2.0
#include "udp_link.h"
#include "udp_path.h"

#include <cerrno>
#include <winsock2.h>

namespace vouch::virtualkey {
namespace {

constexpr std::size_t reportSize = 64;
constexpr std::size_t reportIdSize = 1;

struct Link {
    SOCKET socket;
};

bool areSocketsReady() {
    static const bool ready = [] {
        WSADATA data{};
        return ::WSAStartup(MAKEWORD(2, 2), &data) == 0;
    }();
    return ready;
}

} // namespace

void *udpLinkOpen(const char *path) {
    const auto port = parsePort(path);
    if (!port || !areSocketsReady()) {
        errno = EINVAL;
        return nullptr;
    }
    const SOCKET socket = ::socket(AF_INET, SOCK_DGRAM, 0);
    if (socket == INVALID_SOCKET)
        return nullptr;
    sockaddr_in key{};
    key.sin_family = AF_INET;
    key.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    key.sin_port = ::htons(*port);
    // Connected: datagrams of others never arrive here, and a port without a key is an error.
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&key), sizeof key) != 0) {
        ::closesocket(socket);
        return nullptr;
    }
    return new Link{socket};
}

void udpLinkClose(void *handle) {
    const Link *link = static_cast<Link *>(handle);
    ::closesocket(link->socket);
    delete link;
}

int udpLinkRead(void *handle, unsigned char *buffer, std::size_t size, int milliseconds) {
    const SOCKET socket = static_cast<Link *>(handle)->socket;
    WSAPOLLFD wait{socket, POLLIN, 0};
    if (size != reportSize || ::WSAPoll(&wait, 1, milliseconds) != 1)
        return -1;
    // Any other length isn't a report: the empty datagram with which the key says that it has gone,
    // or WSAECONNRESET because nobody has the port.
    const int length = ::recv(socket, reinterpret_cast<char *>(buffer), static_cast<int>(size), 0);
    return length == static_cast<int>(reportSize) ? length : -1;
}

int udpLinkWrite(void *handle, const unsigned char *buffer, std::size_t size) {
    const SOCKET socket = static_cast<Link *>(handle)->socket;
    if (size != reportIdSize + reportSize)
        return -1;
    const int length = ::send(socket, reinterpret_cast<const char *>(buffer) + reportIdSize,
                              static_cast<int>(reportSize), 0);
    return length == static_cast<int>(reportSize) ? static_cast<int>(size) : -1;
}

} // namespace vouch::virtualkey
