// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deferred.h"

#include <QFuture>
#include <QSet>
#include <QString>

#include <QCoro/QCoroTask>

#include <memory>
#include <optional>
#include <stop_token>

namespace vouch {

class Keychain;

namespace aws {
struct Credentials;
}

/// IAM users' long-lived access keys in the keychain, by the name of an AWS profile: an entry each
/// under `vouch/aws/PROFILE`, and their names under `vouch/aws`, because a keychain tells no names.
/// A name comes before its keys and goes after them, one change at a time: keys that no name leads
/// to would stay for ever. GUI thread. Throws what Keychain throws.
class StoredKeys {
public:
    explicit StoredKeys(Keychain &keychain) : keychain_(keychain) {}

    /// The profiles that have keys; where the system has no keychain there are none. The keychain
    /// is asked until it answered once.
    QCoro::Task<QSet<QString>> profiles(std::stop_token stop);
    /// The same, but throws Error where the keychain was there and can't be reached any more: what
    /// is to be removed must not be taken for absent.
    QCoro::Task<QSet<QString>> reachableProfiles(std::stop_token stop);
    /// Those where the keychain is open; none where it would have to be opened.
    QCoro::Task<QSet<QString>> peek(std::stop_token stop);
    /// Throws NotFound when there are none after all.
    QCoro::Task<aws::Credentials> read(QString profile, std::stop_token stop);
    /// In the place of those that were there.
    QCoro::Task<> write(QString profile, aws::Credentials keys, std::stop_token stop);
    QCoro::Task<> remove(QString profile, std::stop_token stop);

private:
    /// The right to change what is stored. It ends with the last copy of it.
    using Turn = std::shared_ptr<Deferred<bool>>;
    QCoro::Task<Turn> turn(std::stop_token stop);
    QCoro::Task<> writeNames(QSet<QString> names, std::stop_token stop);

    Keychain &keychain_;
    std::optional<QSet<QString>> names_;
    std::optional<QFuture<bool>> lastTurn_; ///< finished when whoever came last is done
};

} // namespace vouch
