// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/arn.h"
#include "aws/credentials.h"
#include "core/error.h"
#include "core/skew.h"
#include "http/http.h"

#include <QCoro/QCoroTask>

#include <chrono>
#include <stop_token>

namespace vouch::aws {

/// The question to AssumeRoleWithWebIdentity.
struct WebIdentityRequest {
    RoleArn role;
    QString region;      ///< whose STS is asked
    QString sessionName; ///< stands in CloudTrail; the person's e-mail. Cleaned to what AWS allows
    SharedSecret token;  ///< the OIDC token for this role
    std::chrono::seconds duration{3600}; ///< 900 to 43200, and at most what the role allows
};

/// AWS's Security Token Service. Keeps AWS's clock, by the `Date` of its answers. GUI thread.
class Sts {
public:
    Sts(http::Client &http, const Clock &clock) : http_(http), skew_(clock) {}

    /// AWS's clock, for signing.
    const Skew &skew() const noexcept { return skew_; }

    /// Trades the token for a role session's credentials. Repeats after throttling, and where AWS
    /// did not reach the server. Throws Error: Role for what the role's owner must mend, Network,
    /// Server.
    QCoro::Task<Credentials> assumeRoleWithWebIdentity(WebIdentityRequest question,
                                                       std::stop_token stop);

private:
    http::Client &http_;
    Skew skew_;
};

/// AWS refused, with its own word for why, such as `AccessDenied`.
class StsRefused : public Error {
public:
    StsRefused(QString code, const Error &error) : Error(error), code_(std::move(code)) {}
    const QString &code() const noexcept { return code_; }
    void raise() const override { throw *this; }
    StsRefused *clone() const override { return new StsRefused(*this); }

private:
    QString code_;
};

/// What each code of PROTOCOL.md 2 means for the person. `message` is AWS's own, for the log.
StsRefused stsRefusal(const QString &code, const QString &message, int status, const RoleArn &role,
                      const QString &region);

/// A role session's name from any text: `[\w+=,.@-]{2,64}`.
QString roleSessionName(const QString &text);

} // namespace vouch::aws
