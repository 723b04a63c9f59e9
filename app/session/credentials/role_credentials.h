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

/// What a role's ARN names; throws what the person can do where it is none.
aws::RoleArn roleArn(const QString &arn);

/// Asks AWS for a role's credentials, with the session of the person who is signed in, and keeps
/// nothing of them. What the server says of who that is serves the whole session, and is kept.
/// GUI thread; what is referred to outlives the task.
class RoleCredentials {
public:
    RoleCredentials(CurrentServer &servers, Session &session, aws::Sts &sts, Clock &clock);
    ~RoleCredentials();

    /// `region`: whose STS is asked; where it is empty, the main one of the role's part of AWS. A
    /// role with `via` is assumed by that one, in a second step. `duration`: instead of the role's
    /// own; 0 for that.
    QCoro::Task<aws::Credentials> ask(Role role, QString region, std::stop_token stop,
                                      std::chrono::seconds duration = {});
    /// Forgets what was kept: another session.
    void forget();

private:
    QCoro::Task<aws::Credentials> assumed(Role role, QString region, std::stop_token stop);
    QCoro::Task<aws::Credentials> byWebIdentity(aws::RoleArn arn, QString region, Role role,
                                                std::stop_token stop);

    CurrentServer &servers_;
    Session &session_;
    aws::Sts &sts_;
    Clock &clock_;
    struct Kept;
    QHash<QString, std::shared_ptr<Kept>> tokens_; ///< by the role's ARN
};

} // namespace vouch
