// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/credentials/role_credentials.h"

#include <QString>

#include <QCoro/QCoroTask>

#include <stop_token>

namespace vouch {

/// What came of trying a role, in words for the person.
struct RoleTestResult {
    bool works = false;
    QString text;
    /// AWS knows the role or the account, and does not let the person in: an administrator can
    /// change that, see `trust_policy.h`.
    enum class Wall { None, TrustPolicy, Provider };
    Wall wall = Wall::None;

    bool operator==(const RoleTestResult &) const = default;
};

/// Tries roles out, before git needs them. GUI thread.
class RoleTest {
public:
    RoleTest(CurrentServer &servers, Session &session, aws::Sts &sts, Clock &clock)
        : servers_(servers), session_(session), sts_(sts), clock_(clock) {}

    /// Asks AWS for the role's credentials, as git's next request would, and throws them away at
    /// once. Signed out, nothing is asked. Only a stop is thrown; all else is an answer.
    QCoro::Task<RoleTestResult> test(Role role, std::stop_token stop);

private:
    CurrentServer &servers_;
    Session &session_;
    aws::Sts &sts_;
    Clock &clock_;
};

/// The role's account in groups of four digits, as people read it; empty where the ARN names none.
QString accountText(const QString &arn);

} // namespace vouch
