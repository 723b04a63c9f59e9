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

/// The question to AssumeRoleWithWebIdentity.
struct WebIdentityRequest {
    RoleArn role;
    QString region;      ///< whose STS is asked
    QString sessionName; ///< stands in CloudTrail; the person's e-mail. Cleaned to what AWS allows
    SharedSecret token;  ///< the OIDC token for this role
    std::chrono::seconds duration{3600}; ///< 900 to 43200, and at most what the role allows
};

/// Who makes a signed call, for what is said when AWS refuses it.
struct StsCaller {
    Credentials credentials;
    QString profile; ///< whose keys these are, or come from
};

/// The question to AssumeRole.
struct AssumeRoleRequest {
    RoleArn role;
    StsEndpoint place;
    QString sessionName; ///< cleaned to what AWS allows
    QString externalId;  ///< empty: none
    /// 900 to 43200, and at most what the role allows; with a role session's credentials an hour.
    std::chrono::seconds duration{3600};
};

/// The question to GetSessionToken, which AWS answers for long-lived keys only.
struct SessionTokenRequest {
    StsEndpoint place;
    QString mfaSerial;                        ///< the device; empty: no MFA
    SharedSecret code;                        ///< its six digits, each good for one call
    std::chrono::seconds duration{12 * 3600}; ///< 900 to 129600
};

/// The question to GetFederationToken: what AWS's console takes for a user without a role.
struct FederationTokenRequest {
    StsEndpoint place;
    QString name;                        ///< stands in CloudTrail; cleaned to what AWS allows
    std::chrono::seconds duration{3600}; ///< 900 to 129600
};

/// Whose credentials those are.
struct CallerIdentity {
    QString arn, account, userId;
};

/// What a signed call was about, for what is said when AWS refuses it.
struct StsSubject {
    std::optional<RoleArn> role; ///< that was to be assumed
    QString mfaSerial;           ///< the device whose code was sent
};

/// AWS's Security Token Service. Keeps the clocks of AWS's hosts, by the `Date` of their answers.
/// GUI thread. Functions throw Error of kind Clock for a clock that is more than a day off.
class Sts {
public:
    Sts(http::Client &http, const Clock &clock) : http_(http), clocks_(clock) {}

    /// The clocks of AWS's hosts, for signing; whoever asks another one lets it learn, too.
    Skews &clocks() noexcept { return clocks_; }
    const Skews &clocks() const noexcept { return clocks_; }

    /// Trades the token for a role session's credentials. Repeats after throttling, and where AWS
    /// did not reach the server. Throws Error: Role for what the role's owner must mend, Network,
    /// Server.
    QCoro::Task<Credentials> assumeRoleWithWebIdentity(WebIdentityRequest question,
                                                       std::stop_token stop);

    /// A role session, by other credentials. Throws as above, and StsRefused for what is wrong with
    /// the caller's keys.
    QCoro::Task<Credentials> assumeRole(AssumeRoleRequest question, StsCaller caller,
                                        std::stop_token stop);

    /// A session of the user whose long-lived keys those are. Throws as above; MfaRefused when AWS
    /// does not take the code. Sends a code once, whatever happens, and to a host whose clock it
    /// knows.
    QCoro::Task<Credentials> getSessionToken(SessionTokenRequest question, StsCaller caller,
                                             std::stop_token stop);

    /// A session with all that the user may do, by their long-lived keys; it knows no MFA.
    QCoro::Task<Credentials> getFederationToken(FederationTokenRequest question, StsCaller caller,
                                                std::stop_token stop);

    /// Nobody can be denied this call: it tells whether keys work.
    QCoro::Task<CallerIdentity> getCallerIdentity(StsEndpoint place, StsCaller caller,
                                                  std::stop_token stop);

private:
    using Form = QList<std::pair<QByteArray, QByteArray>>;
    QCoro::Task<QByteArray> askSigned(Form form, StsEndpoint place, StsCaller caller,
                                      StsSubject subject, std::stop_token stop);

    http::Client &http_;
    Skews clocks_;
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

/// The same refusal with another word on what to do, where more is known of who asked. Only for a
/// region whose STS is switched off; any other comes back as it is.
StsRefused withRegionHint(const StsRefused &refused, const QString &hint);

/// AWS did not take the code of an MFA device: wrong, used before, or not this user's device.
class MfaRefused : public StsRefused {
public:
    using StsRefused::StsRefused;
    void raise() const override { throw *this; }
    MfaRefused *clone() const override { return new MfaRefused(*this); }
};

/// What each of STS's error codes means for the person. `message` is AWS's own, for the log.
StsRefused stsRefusal(const QString &code, const QString &message, int status, const RoleArn &role,
                      const QString &region);

/// The same for a signed call; MfaRefused is thrown as itself.
[[noreturn]] void throwSignedRefusal(const QString &code, const QString &message, int status,
                                     const StsCaller &caller, const StsSubject &subject,
                                     const QString &region);

/// A role session's name from any text: `[\w+=,.@-]{2,64}`.
QString roleSessionName(const QString &text);

} // namespace vouch::aws
