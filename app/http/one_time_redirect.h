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

/// An address on this computer that sends a browser on to another one, once: so that an address
/// which is a secret stands in no program's argument list. This one does, where every user of the
/// computer can read it; so it serves our own user's processes only, exactly one GET of a path that
/// nobody can guess, and nothing else, for a minute. GUI thread.
class OneTimeRedirect {
public:
    /// Told once, when somebody else connects: the user id; nothing where it is not known who.
    using Refused = std::function<void(std::optional<qint64> user)>;

    /// `target`: the secret address, percent-encoded. Throws Error where no port can be had.
    OneTimeRedirect(SharedSecret target, Clock &clock, Refused refused = {},
                    ReadOwner readOwner = kernelOwner);

    /// Such as `http://127.0.0.1:40123/kFz…`.
    QUrl address() const;
    /// It was asked for, or its time is over: nothing listens and nothing is known any more.
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
    QHash<QTcpSocket *, std::shared_ptr<Alarm>> asking_; ///< until their requests are complete
    QTcpServer server_;                                  ///< gone first, with its sockets
};

} // namespace vouch::http
