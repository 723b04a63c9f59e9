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

/// IAM users' long-lived access keys in the keychain, by AWS profile: one entry each as
/// `vouch/aws/PROFILE`, and the list of profiles as `vouch/aws`, because a keychain can't be
/// listed. A profile is added to the list before its keys and removed after them, one change at a
/// time, so that no keys are orphaned. GUI thread. Throws what Keychain throws.
class StoredKeys {
public:
    explicit StoredKeys(Keychain &keychain) : keychain_(keychain) {}

    /// The profiles that have keys; none if the system has no keychain. Cached after the first
    /// successful read.
    QCoro::Task<QSet<QString>> profiles(std::stop_token stop);
    /// The same, but throws Error if the keychain became unreachable: keys to be removed must not
    /// be mistaken for absent.
    QCoro::Task<QSet<QString>> reachableProfiles(std::stop_token stop);
    /// The same if the keychain is unlocked; none if it isn't.
    QCoro::Task<QSet<QString>> peek(std::stop_token stop);
    /// Throws NotFound if there are none.
    QCoro::Task<aws::Credentials> read(QString profile, std::stop_token stop);
    /// Replaces existing keys.
    QCoro::Task<> write(QString profile, aws::Credentials keys, std::stop_token stop);
    QCoro::Task<> remove(QString profile, std::stop_token stop);

private:
    /// Exclusive permission to change the keys, until its last copy is destroyed.
    using Turn = std::shared_ptr<Deferred<bool>>;
    QCoro::Task<Turn> turn(std::stop_token stop);
    QCoro::Task<> writeNames(QSet<QString> names, std::stop_token stop);

    Keychain &keychain_;
    std::optional<QSet<QString>> names_;
    std::optional<QFuture<bool>> lastTurn_; ///< finishes when the last one in the queue is done
};

} // namespace vouch
