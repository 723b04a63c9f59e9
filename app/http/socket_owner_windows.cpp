// SPDX-License-Identifier: Apache-2.0
#include "http/socket_owner.h"

#include "wire/owner_windows.h"

#include <winsock2.h>

#include <iphlpapi.h>

#include <vector>

namespace vouch::http {

namespace {

/// A user is a number here, and Windows has none.
constexpr qint64 ourUser = 0, anotherUser = 1;

/// The table of all TCP connections over IPv4; empty if Windows doesn't tell.
std::vector<char> connections() {
    std::vector<char> table;
    DWORD size = 64 * 1024;
    DWORD result = ERROR_INSUFFICIENT_BUFFER;
    for (int i = 0; i < 4 && result == ERROR_INSUFFICIENT_BUFFER; ++i) { // it may grow meanwhile
        table.resize(size);
        result = ::GetExtendedTcpTable(table.data(), &size, FALSE, AF_INET,
                                       TCP_TABLE_OWNER_PID_CONNECTIONS, 0);
    }
    return result == NO_ERROR ? table : std::vector<char>();
}

} // namespace

std::optional<qint64> kernelOwner(const LocalConnection &connection) {
    const std::vector<char> memory = connections();
    if (memory.empty())
        return std::nullopt;
    const auto *table = reinterpret_cast<const MIB_TCPTABLE_OWNER_PID *>(memory.data());
    for (DWORD i = 0; i < table->dwNumEntries; ++i) {
        const MIB_TCPROW_OWNER_PID &row = table->table[i];
        if (row.dwState != MIB_TCP_STATE_ESTAB ||
            ::ntohl(row.dwLocalAddr) != connection.from.toIPv4Address() ||
            ::ntohl(row.dwRemoteAddr) != connection.to.toIPv4Address() ||
            ::ntohs(u_short(row.dwLocalPort)) != connection.fromPort ||
            ::ntohs(u_short(row.dwRemotePort)) != connection.toPort)
            continue;
        const wire::Handle process(
            ::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, row.dwOwningPid));
        if (!process)
            return std::nullopt;
        return wire::isOurProcess(process.get()) ? ourUser : anotherUser;
    }
    return std::nullopt;
}

qint64 ownUser() {
    return ourUser;
}

} // namespace vouch::http
