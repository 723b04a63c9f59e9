// SPDX-License-Identifier: Apache-2.0
#include "session/session.h"

#include "core/log.h"
#include "identity/server.h"

namespace vouch {

void Session::begin(const identity::Login &login, const std::optional<QStringList> &keyPaths) {
    token_ = login.accessToken;
    email_ = login.email;
    keyPaths_ = keyPaths;
    beganAt_ = clock_.now();
    expiresAt_ = login.expiresAt;
    expiry_ = clock_.at(expiresAt_, [this] { end(End::Expired); });
    qCInfo(logApp) << "session began";
    Q_EMIT began();
}

void Session::end(End reason) {
    if (!isActive())
        return;
    token_.reset();
    expiry_.reset();
    keyPaths_.reset();
    beganAt_ = expiresAt_ = {};
    qCInfo(logApp) << "session ended:" << reason;
    Q_EMIT ended(reason);
}

void Session::forget() {
    end(End::SignedOut);
    email_.clear();
}

} // namespace vouch
