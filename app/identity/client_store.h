// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "identity/client_key.h"
#include "keychain/keychain.h"

#include <QString>
#include <QUrl>

#include <QCoro/QCoroTask>

#include <memory>
#include <optional>
#include <stop_token>

namespace vouch::identity {

/// This installation's registration at one server (RFC 7591).
struct Client {
    ClientKey key;
    QString id;                   ///< client_id
    SharedSecret managementToken; ///< registration_access_token (RFC 7592); may be null
    QUrl managementUrl;           ///< registration_client_uri; may be empty
};

/// Stores the client of one server in the keychain: the key as `vouch/client/HOST`, the rest as
/// `vouch/registration/HOST`. Without a keychain it stays in memory, and the client registers again
/// after each start. GUI thread.
class ClientStore {
public:
    /// `host`: as it appears in the entries' names, with the port if there is one.
    ClientStore(Keychain &keychain, QString host) : keychain_(keychain), host_(std::move(host)) {}

    /// The stored client; null if there is none. Throws Error::Kind::Keychain.
    QCoro::Task<std::shared_ptr<const Client>> load(std::stop_token stop);
    QCoro::Task<> save(std::shared_ptr<const Client> client, std::stop_token stop);
    QCoro::Task<> remove(std::stop_token stop);
    /// Drops the copy in memory, as if the application had just started.
    void drop() { client_.reset(); }
    /// The same, unless memory has the only copy.
    void release() {
        if (isStored_)
            drop();
    }

private:
    QString keyEntry() const { return QStringLiteral("vouch/client/") + host_; }
    QString registrationEntry() const { return QStringLiteral("vouch/registration/") + host_; }

    Keychain &keychain_;
    QString host_;
    std::shared_ptr<const Client> client_;
    bool isStored_ = false; ///< in the keychain
};

} // namespace vouch::identity
