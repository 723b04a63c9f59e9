// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

#include <QHash>
#include <QString>

#include <QCoro/QCoroTask>

#include <chrono>
#include <memory>
#include <stop_token>

namespace vouch {

class Clock;
class CurrentServer;
class Session;

namespace aws {
struct Credentials;
struct RoleArn;
class Sts;
} // namespace aws

/// Parses a role ARN. Throws Error::Kind::Role if it isn't one.
aws::RoleArn roleArn(const QString &arn);

/// Requests a role's credentials from AWS with the signed-in user's session. Caches the identity
/// tokens of the server for the session, but no credentials. GUI thread; the referenced objects
/// must outlive the task.
class RoleCredentials {
public:
    RoleCredentials(CurrentServer &servers, Session &session, aws::Sts &sts, Clock &clock);
    ~RoleCredentials();

    /// `region`: of STS; empty for the main region of the role's partition. A role with `via` is
    /// assumed through that role, in a second step. `duration`: 0 for the role's own.
    QCoro::Task<aws::Credentials> ask(Role role, QString region, std::stop_token stop,
                                      std::chrono::seconds duration = {});
    /// Forgets the identity tokens, for a new session.
    void forget();

private:
    QCoro::Task<aws::Credentials> assumed(Role role, QString region, std::stop_token stop);
    QCoro::Task<aws::Credentials> byWebIdentity(aws::RoleArn arn, QString region, Role role,
                                                std::stop_token stop);

    CurrentServer &servers_;
    Session &session_;
    aws::Sts &sts_;
    Clock &clock_;
    struct CachedToken;
    QHash<QString, std::shared_ptr<CachedToken>> tokens_; ///< by the role's ARN
};

} // namespace vouch
