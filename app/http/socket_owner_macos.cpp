// SPDX-License-Identifier: Apache-2.0
// libproc: a program may look at the sockets of its own user's processes only. So the owner of a
// connection is that user, or unknown.
#include "http/socket_owner.h"

#include <algorithm>
#include <arpa/inet.h>
#include <libproc.h>
#include <unistd.h>
#include <vector>

namespace vouch::http {

namespace {

/// The processes of our user, by their numbers.
std::vector<pid_t> ownProcesses() {
    const int size = ::proc_listpids(PROC_UID_ONLY, ::geteuid(), nullptr, 0);
    if (size <= 0)
        return {};
    std::vector<pid_t> processes(std::size_t(size) / sizeof(pid_t) + 64); // some may start
    const int got = ::proc_listpids(PROC_UID_ONLY, ::geteuid(), processes.data(),
                                    int(processes.size() * sizeof(pid_t)));
    processes.resize(std::size_t(std::max(got, 0)) / sizeof(pid_t));
    return processes;
}

std::vector<proc_fdinfo> filesOf(pid_t process) {
    const int size = ::proc_pidinfo(process, PROC_PIDLISTFDS, 0, nullptr, 0);
    if (size <= 0)
        return {};
    std::vector<proc_fdinfo> files(std::size_t(size) / sizeof(proc_fdinfo));
    const int got = ::proc_pidinfo(process, PROC_PIDLISTFDS, 0, files.data(), size);
    files.resize(std::size_t(std::max(got, 0)) / sizeof(proc_fdinfo));
    return files;
}

bool isEnd(const in4in6_addr &address, int port, const QHostAddress &host, quint16 hostPort) {
    return address.i46a_addr4.s_addr == htonl(host.toIPv4Address()) &&
           ntohs(static_cast<std::uint16_t>(port)) == hostPort;
}

bool isConnection(pid_t process, int file, const LocalConnection &connection) {
    socket_fdinfo info{};
    if (::proc_pidfdinfo(process, file, PROC_PIDFDSOCKETINFO, &info, sizeof info) != sizeof info ||
        info.psi.soi_kind != SOCKINFO_TCP)
        return false;
    const in_sockinfo &ends = info.psi.soi_proto.pri_tcp.tcpsi_ini;
    return info.psi.soi_proto.pri_tcp.tcpsi_state == TSI_S_ESTABLISHED &&
           (ends.insi_vflag & INI_IPV4) != 0 &&
           isEnd(ends.insi_laddr.ina_46, ends.insi_lport, connection.from, connection.fromPort) &&
           isEnd(ends.insi_faddr.ina_46, ends.insi_fport, connection.to, connection.toPort);
}

} // namespace

std::optional<qint64> kernelOwner(const LocalConnection &connection) {
    const auto holds = [&connection](pid_t process) {
        return std::ranges::any_of(filesOf(process), [&](const proc_fdinfo &file) {
            return file.proc_fdtype == PROX_FDTYPE_SOCKET &&
                   isConnection(process, file.proc_fd, connection);
        });
    };
    return std::ranges::any_of(ownProcesses(), holds) ? std::optional(ownUser()) : std::nullopt;
}

qint64 ownUser() {
    return qint64(::geteuid());
}

} // namespace vouch::http
