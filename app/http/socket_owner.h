// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHostAddress>
#include <QtGlobal>

#include <functional>
#include <optional>

namespace vouch::http {

/// A TCP connection over IPv4 within this computer, from the client's point of view.
struct LocalConnection {
    QHostAddress from;
    quint16 fromPort = 0;
    QHostAddress to;
    quint16 toPort = 0;
};

/// The user ID of the process that connected; nullopt if it's unknown or no longer known. Local
/// ports are open to all users of the computer, so this is how to tell them apart.
using ReadOwner = std::function<std::optional<qint64>(const LocalConnection &connection)>;

/// Asks the kernel, which knows only while both ends are open: call it right after accepting the
/// connection. Doesn't block. Any thread.
std::optional<qint64> kernelOwner(const LocalConnection &connection);

/// The user ID of this process.
qint64 ownUser();

} // namespace vouch::http
