// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

#include <QString>

#include <QCoro/QCoroTask>

#include <stop_token>

namespace vouch {

class ServerInUse;
class Session;

namespace aws {
struct Credentials;
struct RoleArn;
class Sts;
} // namespace aws

/// What a role's ARN names; throws what the person can do where it is none.
aws::RoleArn roleArn(const Role &role);

/// Asks AWS for a role's credentials, with the session of the person who is signed in, and keeps
/// nothing of them. What is referred to outlives the task.
class RoleCredentials {
public:
    RoleCredentials(ServerInUse &servers, Session &session, aws::Sts &sts)
        : servers_(servers), session_(session), sts_(sts) {}

    /// `region`: whose STS is asked; where it is empty, the main one of the role's part of AWS.
    QCoro::Task<aws::Credentials> ask(Role role, QString region, std::stop_token stop);

private:
    ServerInUse &servers_;
    Session &session_;
    aws::Sts &sts_;
};

} // namespace vouch
