// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/arn.h"
#include "aws/credentials.h"
#include "aws/endpoints.h"
#include "core/error.h"
#include "core/skew.h"
#include "http/http.h"

#include <QCoro/QCoroTask>

#include <chrono>
#include <optional>
#include <stop_token>

namespace vouch::aws {

/// Parameters of AssumeRoleWithWebIdentity.
struct WebIdentityRequest {
    RoleArn role;
    QString region;      ///< the region of the STS endpoint
    QString sessionName; ///< the user's email, shown in CloudTrail. Sanitized for AWS
    SharedSecret token;  ///< an OIDC token for this role
    std::chrono::seconds duration{3600}; ///< 900 to 43200, and at most what the role allows
};

/// The caller of a signed request, also for error messages.
struct StsCaller {
    Credentials credentials;
    QString profile; ///< whose keys these are or derive from
};

/// The question to AssumeRole.
struct AssumeRoleRequest {
    RoleArn role;
    StsEndpoint endpoint;
    QString sessionName; ///< sanitized for AWS
    QString externalId;  ///< empty: none
    /// 900 to 43200, and at most what the role allows; at most an hour with a session's
    /// credentials.
    std::chrono::seconds duration{3600};
};

/// Parameters of GetSessionToken, which needs long-lived keys.
struct SessionTokenRequest {
    StsEndpoint endpoint;
    QString mfaSerial;                        ///< the MFA device; empty: no MFA
    SharedSecret code;                        ///< its six-digit code, valid for one call
    std::chrono::seconds duration{12 * 3600}; ///< 900 to 129600
};

/// Parameters of GetFederationToken, for opening AWS's console as a user without a role.
struct FederationTokenRequest {
    StsEndpoint endpoint;
    QString name;                        ///< shown in CloudTrail; sanitized for AWS
    std::chrono::seconds duration{3600}; ///< 900 to 129600
};

/// The result of GetCallerIdentity.
struct CallerIdentity {
    QString arn, account, userId;
};

/// The subject of a signed request, for error messages.
struct StsSubject {
    std::optional<RoleArn> role; ///< the role to assume
    QString mfaSerial;           ///< the MFA device whose code was sent
};

/// AWS's Security Token Service. Tracks the clocks of AWS's hosts by the `Date` of their responses.
/// GUI thread. Functions throw Error of kind Clock if the clock is off by more than a day.
class Sts {
public:
    Sts(http::Client &http, const Clock &clock) : http_(http), clocks_(clock) {}

    /// The clocks of AWS's hosts, for signing. Callers that contact other AWS hosts add to them.
    Skews &clocks() noexcept { return clocks_; }
    const Skews &clocks() const noexcept { return clocks_; }

    /// Exchanges the token for a role session's credentials. Retries after throttling, and if AWS
    /// couldn't reach the server. Throws Error: Role for what the role's owner must fix, Network,
    /// Server.
    QCoro::Task<Credentials> assumeRoleWithWebIdentity(WebIdentityRequest parameters,
                                                       std::stop_token stop);

    /// A role session, by other credentials. Throws as above, and StsRefused for a problem with the
    /// caller's keys.
    QCoro::Task<Credentials> assumeRole(AssumeRoleRequest parameters, StsCaller caller,
                                        std::stop_token stop);

    /// A session of the user that owns the long-lived keys. Throws as above, and MfaRefused if AWS
    /// doesn't accept the code. Sends a code only once, and only to a host whose clock is known.
    QCoro::Task<Credentials> getSessionToken(SessionTokenRequest parameters, StsCaller caller,
                                             std::stop_token stop);

    /// A session with all of the user's permissions, by their long-lived keys, without MFA.
    QCoro::Task<Credentials> getFederationToken(FederationTokenRequest parameters, StsCaller caller,
                                                std::stop_token stop);

    /// Shows whether keys work: this call needs no permissions.
    QCoro::Task<CallerIdentity> getCallerIdentity(StsEndpoint endpoint, StsCaller caller,
                                                  std::stop_token stop);

private:
    using Form = QList<std::pair<QByteArray, QByteArray>>;
    QCoro::Task<QByteArray> callSigned(Form form, StsEndpoint endpoint, StsCaller caller,
                                       StsSubject subject, std::stop_token stop);
    QCoro::Task<Credentials> requestCredentials(Form form, StsEndpoint endpoint, StsCaller caller,
                                                StsSubject subject, std::stop_token stop);

    http::Client &http_;
    Skews clocks_;
};

/// A refusal by AWS, with its error code such as `AccessDenied`.
class StsRefused : public Error {
public:
    StsRefused(QString code, const Error &error) : Error(error), code_(std::move(code)) {}
    const QString &code() const noexcept { return code_; }
    void raise() const override { throw *this; }
    StsRefused *clone() const override { return new StsRefused(*this); }

private:
    QString code_;
};

/// The refusal with another hint, for callers that know more about the request, if it's about a
/// region where STS is disabled. Returns any other refusal unchanged.
StsRefused withRegionHint(const StsRefused &refused, const QString &hint);

/// AWS didn't accept an MFA code: it's wrong or already used, or the device isn't this user's.
class MfaRefused : public StsRefused {
public:
    using StsRefused::StsRefused;
    void raise() const override { throw *this; }
    MfaRefused *clone() const override { return new MfaRefused(*this); }
};

/// The error to show for an STS error code. `message` is AWS's, for the log.
StsRefused stsRefusal(const QString &code, const QString &message, int status, const RoleArn &role,
                      const QString &region);

/// Throws the same for a signed request, possibly an MfaRefused.
[[noreturn]] void throwSignedRefusal(const QString &code, const QString &message, int status,
                                     const StsCaller &caller, const StsSubject &subject,
                                     const QString &region);

} // namespace vouch::aws
