// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/doctor/role_test.h"

#include <QString>
#include <QUrl>

namespace vouch {

/// What an AWS administrator needs to let users sign in to a role, in four equivalent forms.
/// Contains the account, the role and the server, but no secrets.
struct AdministratorText {
    QString policy;      ///< the JSON statement for the role's trust policy
    QString commandLine; ///< adds the statement; needs a shell, the AWS CLI and jq
    QString cloudFormation;
    QString terraform;

    bool operator==(const AdministratorText &) const = default;
};

/// `wall`: what has to change. For Provider, when the account doesn't know the server yet, all
/// forms but `policy` add it too. All texts are empty if the ARN isn't a role's.
AdministratorText textForAdministrator(const QString &roleArn, const QUrl &server,
                                       RoleTestResult::Wall wall);

} // namespace vouch
