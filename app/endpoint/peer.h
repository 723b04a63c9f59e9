// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/requester.h"

#include <QFuture>
#include <QtGlobal>

#include <cstdint>
#include <functional>
#include <optional>

namespace vouch::endpoint {

/// The process at the other end of a local socket, as reported by the kernel.
struct Peer {
    qint64 pid = 0;
    qint64 uid = -1;
    std::uint64_t started = 0; ///< when the process started (wire::Process); 0: unknown
};

/// Reads the peer of a connected socket; nothing if the kernel doesn't report it.
using ReadPeer = std::function<std::optional<Peer>(qintptr socket)>;

/// Reads the peer from the operating system.
std::optional<Peer> kernelPeer(qintptr socket);

/// Only processes of our own user may connect; unknown ones are refused.
bool mayCall(const std::optional<Peer> &peer);

/// The requester for prompts, from requesterOf(). Read from the process table, so for display only.
Requester describe(const Peer &peer);
/// The same from launcherOf(), for a program that wants credentials for itself. On another thread,
/// since it accesses files on any file system.
QFuture<Requester> describeLauncher(const Peer &peer);

} // namespace vouch::endpoint
