// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"
#include "http/socket_owner.h"

#include <QHash>
#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

namespace vouch::http {

/// A local address that redirects a browser once, so that a secret address never appears in a
/// program's arguments, which every user of the computer can read. The local address does appear
/// there, so it serves only our own user's processes, one GET of an unguessable path, and only for
/// a minute. GUI thread.
class OneTimeRedirect {
public:
    /// Called once, when another user connects, with the user ID; nullopt if it's unknown.
    using Refused = std::function<void(std::optional<qint64> user)>;

    /// `target`: the secret address, percent-encoded. Throws Error if no port is available.
    OneTimeRedirect(SharedSecret target, Clock &clock, Refused refused = {},
                    ReadOwner readOwner = kernelOwner);

    /// Such as `http://127.0.0.1:40123/kFz…`.
    QUrl address() const;
    /// Whether it was used or its time is up. It no longer listens, and the target is gone.
    bool isOver() const noexcept { return !target_; }

private:
    void accept();
    bool isOurs(const QTcpSocket &socket);
    void read(QTcpSocket *socket);
    void end();

    Clock &clock_;
    Refused refused_;
    ReadOwner readOwner_;
    QByteArray path_;
    SharedSecret target_;
    std::unique_ptr<Alarm> limit_;
    QHash<QTcpSocket *, std::shared_ptr<Alarm>> pending_; ///< connections with incomplete requests
    QTcpServer server_;                                   ///< destroyed first, with its sockets
};

} // namespace vouch::http
