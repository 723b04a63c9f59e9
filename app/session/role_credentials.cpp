// SPDX-License-Identifier: Apache-2.0
#include "session/role_credentials.h"

#include "aws/arn.h"
#include "aws/sts.h"
#include "core/story.h"
#include "identity/server.h"
#include "session/server_in_use.h"
#include "session/session.h"

#include <QCoreApplication>

namespace vouch {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::RoleCredentials)
};

} // namespace

aws::RoleArn roleArn(const Role &role) {
    if (auto arn = aws::parseRoleArn(role.arn))
        return *std::move(arn);
    throw Error(Error::Kind::Role, Text::tr("“%1” is not a role ARN.").arg(role.arn),
                Text::tr("It looks like arn:aws:iam::123456789012:role/Name."));
}

QCoro::Task<aws::Credentials> RoleCredentials::ask(Role role, QString region,
                                                   std::stop_token stop) {
    const aws::RoleArn arn = roleArn(role);
    const auto server = servers_.server();
    const auto idToken = co_await server->awsToken(role.arn, session_.accessToken(), stop);
    throwIfStopped(stop);
    const QString asked = region.isEmpty() ? aws::mainRegionOf(arn.partition) : region;
    const aws::WebIdentityRequest question{arn, asked, session_.email(), idToken.token,
                                           role.duration};
    co_return co_await sts_.assumeRoleWithWebIdentity(question, stop);
}

} // namespace vouch
