// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHostAddress>
#include <QtGlobal>

#include <functional>
#include <optional>

namespace vouch::http {

/// A TCP connection within this computer, by IPv4, as the one who connected sees it.
struct LocalConnection {
    QHostAddress from;
    quint16 fromPort = 0;
    QHostAddress to;
    quint16 toPort = 0;
};

/// Whose process connected: a user id. Nothing where that is not known, or not any more. Ports of
/// this computer are open to all of its users, so this is how they are told apart.
using ReadOwner = std::function<std::optional<qint64>(const LocalConnection &connection)>;

/// By the kernel's word, and only while both ends are open: to be asked as soon as a connection was
/// accepted. Does not block. Any thread.
std::optional<qint64> kernelOwner(const LocalConnection &connection);

/// The user whose processes are our own.
qint64 ownUser();

} // namespace vouch::http
