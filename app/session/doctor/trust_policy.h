// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/doctor/role_test.h"

#include <QString>
#include <QUrl>

namespace vouch {

/// What an administrator of AWS needs to let people in by a role, the same in four forms. Holds the
/// account, the role and the server, and no secret.
struct AdministratorText {
    QString policy;      ///< the statement for the role's trust policy, in JSON
    QString commandLine; ///< for a shell with the AWS command line and jq: adds the statement
    QString cloudFormation;
    QString terraform;

    bool operator==(const AdministratorText &) const = default;
};

/// `wall`: what stands in the way. Where the account does not know the server at all, all forms but
/// the policy add it too. Empty for what is no role ARN.
AdministratorText textForAdministrator(const QString &roleArn, const QUrl &server,
                                       RoleTest::Wall wall);

} // namespace vouch
