// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "identity/client_store.h"
#include "identity/connection.h"

#include <QFuture>

#include <QCoro/QCoroTask>

#include <memory>
#include <stop_token>

namespace vouch::identity {

/// This installation's registration at a server (README.md, section 1): read from the keychain or
/// made when it's first needed, once for all callers. GUI thread. Functions throw Error (Network,
/// Server, Keychain) or Refused.
class ClientRegistration {
public:
    /// `connection` must outlive this.
    ClientRegistration(Connection &connection, Keychain &keychain)
        : connection_(connection), store_(keychain, connection.name()) {}
    ClientRegistration(const ClientRegistration &) = delete;
    ClientRegistration &operator=(const ClientRegistration &) = delete;

    /// The registration. If there is none yet, or only `refused`, which the server no longer knows,
    /// registers.
    QCoro::Task<std::shared_ptr<const Client>> client(std::stop_token stop,
                                                      std::shared_ptr<const Client> refused = {});
    /// Drops the registration from memory if the keychain has it; the next request reads it again.
    void release() { store_.release(); }
    /// Ends the registration at the server and removes it here. If the server can't be reached,
    /// throws only after removing it here.
    QCoro::Task<> forget(std::stop_token stop);

private:
    QCoro::Task<std::shared_ptr<const Client>> registerClient(std::stop_token stop);

    Connection &connection_;
    ClientStore store_;
    QFuture<bool> registering_; ///< finishes when the registration in progress is done
};

} // namespace vouch::identity
