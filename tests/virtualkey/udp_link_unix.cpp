// SPDX-License-Identifier: Apache-2.0
#include "udp_link.h"
#include "udp_path.h"

#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace vouch::virtualkey {
namespace {

constexpr std::size_t reportSize = 64;
constexpr std::size_t reportIdSize = 1;

struct Link {
    int socket;
};

/// Waits until there is something to receive; false when the time is over first.
bool waitForDatagram(int socket, int milliseconds) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::milliseconds(milliseconds);
    pollfd wait{socket, POLLIN, 0};
    for (int left = milliseconds;;) {
        const int ready = ::poll(&wait, 1, left);
        if (ready > 0)
            return true;
        if (ready == 0 || errno != EINTR)
            return false;
        if (milliseconds >= 0) {
            const auto rest = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
            left = rest.count() > 0 ? static_cast<int>(rest.count()) : 0;
        }
    }
}

} // namespace

void *udpLinkOpen(const char *path) {
    const auto port = parsePort(path);
    if (!port) {
        errno = EINVAL;
        return nullptr;
    }
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return nullptr;
    sockaddr_in key{};
    key.sin_family = AF_INET;
    key.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    key.sin_port = htons(*port);
    // Connected: datagrams of others never arrive here, and a port without a key is an error.
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&key), sizeof key) != 0) {
        ::close(socket);
        return nullptr;
    }
    return new Link{socket};
}

void udpLinkClose(void *handle) {
    const Link *link = static_cast<Link *>(handle);
    ::close(link->socket);
    delete link;
}

int udpLinkRead(void *handle, unsigned char *buffer, std::size_t size, int milliseconds) {
    const int socket = static_cast<Link *>(handle)->socket;
    if (size != reportSize || !waitForDatagram(socket, milliseconds))
        return -1;
    // Any other length isn't a report: the empty datagram with which the key says that it has gone,
    // or ECONNREFUSED because nobody has the port.
    const ssize_t length = ::recv(socket, buffer, size, MSG_TRUNC);
    return length == static_cast<ssize_t>(reportSize) ? static_cast<int>(length) : -1;
}

int udpLinkWrite(void *handle, const unsigned char *buffer, std::size_t size) {
    const int socket = static_cast<Link *>(handle)->socket;
    if (size != reportIdSize + reportSize)
        return -1;
    const ssize_t length = ::send(socket, buffer + reportIdSize, reportSize, 0);
    return length == static_cast<ssize_t>(reportSize) ? static_cast<int>(size) : -1;
}

} // namespace vouch::virtualkey
