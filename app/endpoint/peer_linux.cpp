// SPDX-License-Identifier: Apache-2.0
#include "endpoint/peer.h"

#include "endpoint/who_asks.h"
#include "wire/process.h"

#include <sys/socket.h>
#include <unistd.h>

namespace vouch::endpoint {

std::optional<Peer> kernelPeer(qintptr socket) {
    ucred credentials{};
    socklen_t size = sizeof credentials;
    if (::getsockopt(static_cast<int>(socket), SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return std::nullopt;
    return Peer{credentials.pid, credentials.uid};
}

bool mayCall(const std::optional<Peer> &peer) {
    return peer && peer->uid == qint64(::geteuid());
}

Requester describe(const Peer &peer) {
    return whoAsks(wire::withAncestors(static_cast<pid_t>(peer.pid)));
}

Requester describeStarter(const Peer &peer) {
    return whoStarted(wire::withAncestors(static_cast<pid_t>(peer.pid)));
}

} // namespace vouch::endpoint
