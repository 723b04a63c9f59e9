// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/credentials/role_credentials.h"

#include <QString>

#include <QCoro/QCoroTask>

#include <stop_token>

namespace vouch {

/// The result of testing a role, with a text for the user.
struct RoleTestResult {
    bool works = false;
    QString text;
    /// What an administrator has to change in AWS to let the user in; see trust_policy.h.
    enum class Wall { None, TrustPolicy, Provider };
    Wall wall = Wall::None;

    bool operator==(const RoleTestResult &) const = default;
};

/// Tests roles before git needs them. GUI thread.
class RoleTest {
public:
    RoleTest(CurrentServer &servers, Session &session, aws::Sts &sts, Clock &clock)
        : servers_(servers), session_(session), sts_(sts), clock_(clock) {}

    /// Requests the role's credentials from AWS, as git's next request would, and discards them.
    /// Requests nothing if signed out. Throws only when stopped; errors are results.
    QCoro::Task<RoleTestResult> test(Role role, std::stop_token stop);

private:
    CurrentServer &servers_;
    Session &session_;
    aws::Sts &sts_;
    Clock &clock_;
};

/// The role's account in groups of four digits, for display; empty if the ARN is invalid.
QString accountText(const QString &arn);

} // namespace vouch
