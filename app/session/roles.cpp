// SPDX-License-Identifier: Apache-2.0
#include "session/roles.h"

#include "aws/sts.h"
#include "core/log.h"
#include "core/story.h"
#include "identity/server.h"
#include "session/server_in_use.h"
#include "session/session.h"

#include <QCoreApplication>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::Roles)
};

/// Whose STS is asked for a role without a region of its own; git's requests bring one.
QString mainRegion(const QString &partition) {
    if (partition == "aws-us-gov"_L1)
        return u"us-gov-west-1"_s;
    if (partition == "aws-cn"_L1)
        return u"cn-north-1"_s;
    if (partition == "aws-eusc"_L1)
        return u"eusc-de-east-1"_s;
    return u"us-east-1"_s;
}

RoleTest signInFirst() {
    return {false, Text::tr("Sign in first. AWS is asked with your session.")};
}

} // namespace

QCoro::Task<RoleTest> Roles::test(Role role, std::stop_token stop) {
    if (!session_.isActive())
        co_return signInFirst();
    std::optional<Error> refused;
    bool sessionLost = false;
    try {
        co_await assume(role, stop);
    } catch (const identity::Refused &error) {
        refused = error;
        sessionLost = error.status() == 401;
    } catch (const Error &error) {
        refused = error;
    }
    throwIfStopped(stop);
    qCInfo(logApp) << "role tried:" << (refused ? kindName(refused->kind()) : "works"_L1);
    if (sessionLost) {
        session_.end(Session::End::Refused);
        co_return signInFirst();
    }
    if (refused)
        co_return RoleTest{false, (refused->message() + u' ' + refused->hint()).trimmed()};
    const auto arn = aws::parseRoleArn(role.arn);
    co_return RoleTest{true, Text::tr("This role works. You are %1 in account %2.")
                                 .arg(arn->name, accountText(role.arn))};
}

QCoro::Task<> Roles::assume(Role role, std::stop_token stop) {
    const auto arn = aws::parseRoleArn(role.arn);
    if (!arn)
        throw Error(Error::Kind::Role, Text::tr("“%1” is not a role ARN.").arg(role.arn),
                    Text::tr("It looks like arn:aws:iam::123456789012:role/Name."));
    const auto server = servers_.server();
    const auto idToken = co_await server->awsToken(role.arn, session_.accessToken(), stop);
    throwIfStopped(stop);
    const QString region = role.region.isEmpty() ? mainRegion(arn->partition) : role.region;
    const aws::WebIdentityRequest question{*arn, region, session_.email(), idToken.token,
                                           role.duration};
    co_await sts_.assumeRoleWithWebIdentity(question, stop); // what it gives is wiped here
}

QString accountText(const QString &arn) {
    const auto parsed = aws::parseRoleArn(arn);
    return parsed ? u"%1 %2 %3"_s.arg(parsed->account.first(4), parsed->account.sliced(4, 4),
                                      parsed->account.sliced(8))
                  : QString();
}

} // namespace vouch
