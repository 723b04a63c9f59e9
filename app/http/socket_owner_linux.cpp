// SPDX-License-Identifier: Apache-2.0
// sock_diag(7): finds one socket by its two endpoints.
#include "http/socket_owner.h"

#include <array>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace vouch::http {

namespace {

struct SocketQuery {
    nlmsghdr head{};
    inet_diag_req_v2 body{};
};

/// inet_diag.h casts a negative number.
constexpr quint32 noCookie = ~quint32(0);

SocketQuery requestFor(const LocalConnection &connection) {
    SocketQuery request;
    request.head.nlmsg_len = sizeof request;
    request.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.head.nlmsg_flags = NLM_F_REQUEST; // no dump, just this socket
    request.body.sdiag_family = AF_INET;
    request.body.sdiag_protocol = IPPROTO_TCP;
    request.body.idiag_states = ~quint32(0);
    inet_diag_sockid &ends = request.body.id;
    ends.idiag_sport = htons(connection.fromPort);
    ends.idiag_dport = htons(connection.toPort);
    ends.idiag_src[0] = htonl(connection.from.toIPv4Address());
    ends.idiag_dst[0] = htonl(connection.to.toIPv4Address());
    ends.idiag_cookie[0] = noCookie;
    ends.idiag_cookie[1] = noCookie;
    return request;
}

/// Without such a connection, the kernel may return a socket listening on that port.
bool isSameConnection(const inet_diag_msg &found, const inet_diag_sockid &wanted) {
    return found.idiag_state == TCP_ESTABLISHED && found.id.idiag_sport == wanted.idiag_sport &&
           found.id.idiag_dport == wanted.idiag_dport &&
           found.id.idiag_src[0] == wanted.idiag_src[0] &&
           found.id.idiag_dst[0] == wanted.idiag_dst[0];
}

/// The kernel answers before send() returns.
std::optional<qint64> query(int channel, const SocketQuery &request) {
    alignas(nlmsghdr) std::array<char, 4096> answer{};
    sockaddr_nl kernel{};
    kernel.nl_family = AF_NETLINK;
    if (::sendto(channel, &request, sizeof request, MSG_DONTWAIT,
                 reinterpret_cast<const sockaddr *>(&kernel),
                 sizeof kernel) != ssize_t(sizeof request))
        return std::nullopt;
    sockaddr_nl sender{};
    socklen_t size = sizeof sender;
    const ssize_t got = ::recvfrom(channel, answer.data(), answer.size(), MSG_DONTWAIT,
                                   reinterpret_cast<sockaddr *>(&sender), &size);
    nlmsghdr head{};
    inet_diag_msg found{};
    if (got < ssize_t(NLMSG_LENGTH(sizeof found)) || sender.nl_pid != 0)
        return std::nullopt;
    std::memcpy(&head, answer.data(), sizeof head);
    std::memcpy(&found, answer.data() + NLMSG_HDRLEN, sizeof found);
    if (head.nlmsg_type != SOCK_DIAG_BY_FAMILY || !isSameConnection(found, request.body.id))
        return std::nullopt;
    return qint64(found.idiag_uid);
}

} // namespace

std::optional<qint64> kernelOwner(const LocalConnection &connection) {
    const int channel = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (channel < 0)
        return std::nullopt;
    const auto owner = query(channel, requestFor(connection));
    ::close(channel);
    return owner;
}

qint64 ownUser() {
    return qint64(::geteuid());
}

} // namespace vouch::http
