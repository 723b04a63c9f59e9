// SPDX-License-Identifier: Apache-2.0
#include "session/credentials/role_credentials.h"

#include "aws/arn.h"
#include "aws/endpoints.h"
#include "aws/sts.h"
#include "core/scoped_task.h"
#include "identity/server.h"
#include "session/current_server.h"
#include "session/session.h"

#include <QCoreApplication>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::RoleCredentials)
};

/// The command that changes the region of the role.
QString regionHint(const Role &role) {
    QString command = u"vouch config add-role %1 %2 --region REGION"_s.arg(role.name, role.arn);
    if (!role.via.isEmpty())
        command += u" --via "_s + role.via;
    if (role.duration != Role().duration)
        command += u" --duration %1"_s.arg(role.duration.count());
    return Strings::tr("Give the role “%1” another region: %2").arg(role.name, command);
}

/// Whether AWS refused the identity token as expired or invalid.
bool isTokenError(const QString &code) {
    return code.startsWith("ExpiredToken"_L1) || code == "InvalidIdentityToken"_L1;
}

} // namespace

aws::RoleArn roleArn(const QString &arn) {
    if (auto parsed = aws::parseRoleArn(arn))
        return *std::move(parsed);
    throw Error(Error::Kind::Role, Strings::tr("“%1” is not a role ARN.").arg(arn),
                Strings::tr("A role ARN looks like arn:aws:iam::123456789012:role/Name."));
}

struct RoleCredentials::CachedToken {
    identity::IdToken token;
    std::chrono::seconds end; ///< by Clock::elapsed(), since the wall clock can be changed
};

RoleCredentials::RoleCredentials(CurrentServer &servers, Session &session, aws::Sts &sts,
                                 Clock &clock)
    : servers_(servers), session_(session), sts_(sts), clock_(clock) {}

RoleCredentials::~RoleCredentials() = default;

QCoro::Task<aws::Credentials> RoleCredentials::ask(Role role, QString region, std::stop_token stop,
                                                   std::chrono::seconds duration) {
    Role adjusted = role;
    if (duration > 0s)
        adjusted.duration = duration;
    try {
        co_return co_await assumed(adjusted, region, stop);
    } catch (const aws::StsRefused &refused) {
        throw aws::withRegionHint(refused, regionHint(role));
    }
}

QCoro::Task<aws::Credentials> RoleCredentials::assumed(Role role, QString region,
                                                       std::stop_token stop) {
    const aws::RoleArn arn = roleArn(role.arn);
    const QString stsRegion = region.isEmpty() ? aws::mainRegionOf(arn.partition) : region;
    const bool isDirect = role.via.isEmpty();
    const aws::RoleArn first = isDirect ? arn : roleArn(role.via);
    const aws::Credentials session = co_await byWebIdentity(first, stsRegion, role, stop);
    throwIfStopped(stop);
    if (isDirect)
        co_return aws::Credentials(session);
    const aws::AssumeRoleRequest assume{arn, aws::stsEndpoint(stsRegion, arn.partition),
                                        session_.email(), QString(),
                                        std::min(role.duration, aws::maxChained)};
    const aws::StsCaller caller{session, first.name};
    co_return co_await sts_.assumeRole(assume, caller, stop);
}

QCoro::Task<aws::Credentials> RoleCredentials::byWebIdentity(aws::RoleArn arn, QString region,
                                                             Role role, std::stop_token stop) {
    const auto server = servers_.server();
    while (true) {
        const auto cached = tokens_.value(arn.text);
        const bool fresh =
            !cached || cached->token.expiresAt <= clock_.now() || cached->end <= clock_.elapsed();
        if (fresh) {
            const auto token = co_await server->awsToken(arn.text, session_.accessToken(), stop);
            throwIfStopped(stop);
            const CachedToken fetched{token, clock_.elapsed() + (token.expiresAt - clock_.now())};
            tokens_.insert(arn.text, std::make_shared<CachedToken>(fetched));
        }
        const aws::WebIdentityRequest request{arn, region, session_.email(),
                                              tokens_.value(arn.text)->token.token, role.duration};
        std::optional<aws::StsRefused> refused;
        try {
            co_return co_await sts_.assumeRoleWithWebIdentity(request, stop);
        } catch (const aws::StsRefused &error) {
            refused = error;
        }
        throwIfStopped(stop);
        // Don't reuse a refused token. A cached one may have been ended early, or the server's
        // keys have changed: try once with a fresh one.
        if (!isTokenError(refused->code()))
            throw *refused;
        tokens_.remove(arn.text);
        if (fresh)
            throw *refused;
    }
}

void RoleCredentials::forget() {
    tokens_.clear();
}

} // namespace vouch
