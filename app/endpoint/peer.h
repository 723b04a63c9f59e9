// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/requester.h"

#include <QFuture>
#include <QtGlobal>

#include <cstdint>
#include <functional>
#include <optional>

namespace vouch::endpoint {

/// Who is at the other end of a local socket, by the kernel's word.
struct Peer {
    qint64 pid = 0;
    qint64 uid = -1;
    std::uint64_t started = 0; ///< when the process started (wire::Process); 0: not known
};

/// Reads the peer of a connected socket; nothing when the kernel does not tell.
using ReadPeer = std::function<std::optional<Peer>(qintptr socket)>;

/// The operating system's way.
std::optional<Peer> kernelPeer(qintptr socket);

/// Only our own user may call; anything that is not known to be so is refused.
bool mayCall(const std::optional<Peer> &peer);

/// Who asks, for the prompt, by `requesterOf`. From the process table, so for display only.
Requester describe(const Peer &peer);
/// The same by `launcherOf`, for what a program wants for itself. It looks at files that may be
/// anywhere, so another thread does.
QFuture<Requester> describeStarter(const Peer &peer);

} // namespace vouch::endpoint
