// SPDX-License-Identifier: Apache-2.0
#include "session/doctor/role_test.h"

#include "aws/arn.h"
#include "aws/sts.h"
#include "core/log.h"
#include "core/scoped_task.h"
#include "identity/server.h"
#include "session/session.h"

#include <QCoreApplication>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::RoleTest)
};

RoleTestResult signInFirst() {
    return {false, Strings::tr("Sign in first. Vouch checks the role with your session."), {}};
}

/// The STS errors that an administrator of the account can fix.
RoleTestResult::Wall wallFor(const QString &code) {
    if (code == "AccessDenied"_L1 || code == "AccessDeniedException"_L1)
        return RoleTestResult::Wall::TrustPolicy;
    if (code == "InvalidIdentityToken"_L1 || code == "IDPRejectedClaim"_L1)
        return RoleTestResult::Wall::Provider;
    return RoleTestResult::Wall::None;
}

} // namespace

QCoro::Task<RoleTestResult> RoleTest::test(Role role, std::stop_token stop) {
    if (!session_.isActive())
        co_return signInFirst();
    std::optional<Error> refused;
    auto wall = RoleTestResult::Wall::None;
    bool sessionLost = false;
    // A separate object, so that nothing obtained here is cached.
    const auto credentials = std::make_unique<RoleCredentials>(servers_, session_, sts_, clock_);
    try {
        co_await credentials->ask(role, role.region, stop); // the result is wiped right away
    } catch (const identity::Refused &error) {
        refused = error;
        sessionLost = error.status() == 401;
    } catch (const aws::StsRefused &error) {
        refused = error;
        wall = wallFor(error.code());
    } catch (const Error &error) {
        throwIfStopped(stop);
        refused = error;
    }
    throwIfStopped(stop);
    qCInfo(logApp) << "role tried:" << (refused ? kindName(refused->kind()) : "works"_L1);
    if (sessionLost) {
        session_.end(Session::End::Refused);
        co_return signInFirst();
    }
    if (refused)
        co_return RoleTestResult{false, (refused->message() + u' ' + refused->hint()).trimmed(),
                                 wall};
    const auto arn = aws::parseRoleArn(role.arn);
    co_return RoleTestResult{true,
                             Strings::tr("This role works. You are %1 in account %2.")
                                 .arg(arn->name, accountText(role.arn)),
                             {}};
}

QString accountText(const QString &arn) {
    const auto parsed = aws::parseRoleArn(arn);
    return parsed
               ? u"%1\u00a0%2\u00a0%3"_s.arg(parsed->account.first(4), parsed->account.sliced(4, 4),
                                             parsed->account.sliced(8))
               : QString();
}

} // namespace vouch
