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

struct Question {
    nlmsghdr head{};
    inet_diag_req_v2 body{};
};

/// inet_diag.h casts a negative number.
constexpr quint32 noCookie = ~quint32(0);

Question questionFor(const LocalConnection &connection) {
    Question question;
    question.head.nlmsg_len = sizeof question;
    question.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    question.head.nlmsg_flags = NLM_F_REQUEST; // no dump, just this socket
    question.body.sdiag_family = AF_INET;
    question.body.sdiag_protocol = IPPROTO_TCP;
    question.body.idiag_states = ~quint32(0);
    inet_diag_sockid &ends = question.body.id;
    ends.idiag_sport = htons(connection.fromPort);
    ends.idiag_dport = htons(connection.toPort);
    ends.idiag_src[0] = htonl(connection.from.toIPv4Address());
    ends.idiag_dst[0] = htonl(connection.to.toIPv4Address());
    ends.idiag_cookie[0] = noCookie;
    ends.idiag_cookie[1] = noCookie;
    return question;
}

/// Without such a connection, the kernel may return a socket listening on that port.
bool isThatOne(const inet_diag_msg &found, const inet_diag_sockid &asked) {
    return found.idiag_state == TCP_ESTABLISHED && found.id.idiag_sport == asked.idiag_sport &&
           found.id.idiag_dport == asked.idiag_dport &&
           found.id.idiag_src[0] == asked.idiag_src[0] &&
           found.id.idiag_dst[0] == asked.idiag_dst[0];
}

/// The kernel answers before send() returns.
std::optional<qint64> ask(int channel, const Question &question) {
    alignas(nlmsghdr) std::array<char, 4096> answer{};
    sockaddr_nl kernel{};
    kernel.nl_family = AF_NETLINK;
    if (::sendto(channel, &question, sizeof question, MSG_DONTWAIT,
                 reinterpret_cast<const sockaddr *>(&kernel),
                 sizeof kernel) != ssize_t(sizeof question))
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
    if (head.nlmsg_type != SOCK_DIAG_BY_FAMILY || !isThatOne(found, question.body.id))
        return std::nullopt;
    return qint64(found.idiag_uid);
}

} // namespace

std::optional<qint64> kernelOwner(const LocalConnection &connection) {
    const int channel = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (channel < 0)
        return std::nullopt;
    const auto owner = ask(channel, questionFor(connection));
    ::close(channel);
    return owner;
}

qint64 ownUser() {
    return qint64(::geteuid());
}

} // namespace vouch::http
