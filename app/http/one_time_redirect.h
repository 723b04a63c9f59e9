// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"

#include <QHash>
#include <QTcpServer>
#include <QUrl>

#include <memory>

namespace vouch::http {

/// An address on this computer that sends a browser on to another one, once: so that an address
/// which is a secret stands in no program's argument list. It serves exactly one GET of a path that
/// nobody can guess, and nothing else, for a minute. GUI thread.
class OneTimeRedirect {
public:
    /// `target`: the secret address, percent-encoded. Throws Error where no port can be had.
    OneTimeRedirect(SharedSecret target, Clock &clock);

    /// Such as `http://127.0.0.1:40123/kFz…`.
    QUrl address() const;
    /// It was asked for, or its time is over: nothing listens and nothing is known any more.
    bool isOver() const noexcept { return !target_; }

private:
    void accept();
    void read(QTcpSocket *socket);
    void end();

    Clock &clock_;
    QByteArray path_;
    SharedSecret target_;
    std::unique_ptr<Alarm> limit_;
    QHash<QTcpSocket *, std::shared_ptr<Alarm>> asking_; ///< until their requests are complete
    QTcpServer server_;                                  ///< gone first, with its sockets
};

} // namespace vouch::http
