// SPDX-License-Identifier: Apache-2.0
#include "aws/sts.h"

#include "aws/profile_values.h"
#include "core/displayed.h"

#include <QCoreApplication>

#include <optional>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

namespace {
struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::aws)
};

constexpr auto regionDisabled = "RegionDisabledException"_L1;

QString detailOf(const QString &code, const QString &message, int status, const QString &region) {
    return u"STS in %1 answered %2 %3: %4"_s.arg(region, QString::number(status), code, message);
}

/// Temporary problems on AWS's side.
std::optional<StsRefused> serviceTrouble(const QString &code, int status, const QString &region,
                                         const QString &detail) {
    QString text;
    if (code.startsWith("Throttling"_L1) || code == "RequestLimitExceeded"_L1 || status == 429)
        text = Strings::tr("AWS is throttling requests.");
    else if (status >= 500)
        text = Strings::tr("AWS is having problems in %1.").arg(region);
    else
        return std::nullopt;
    return StsRefused(
        code, Error(Error::Kind::Server, text, Strings::tr("Try again in a minute."), detail));
}

} // namespace

StsRefused withRegionHint(const StsRefused &refused, const QString &hint) {
    if (refused.code() != regionDisabled)
        return refused;
    return {refused.code(), Error(refused.kind(), refused.message(), hint, refused.detail())};
}

StsRefused stsRefusal(const QString &code, const QString &message, int status, const RoleArn &role,
                      const QString &region) {
    using Kind = Error::Kind;
    const QString detail = detailOf(code, message, status, region);
    const auto refused = [&](Kind kind, const QString &text, const QString &hint) {
        return StsRefused(code, Error(kind, text, hint, detail));
    };
    if (code == "AccessDenied"_L1 || code == "AccessDeniedException"_L1)
        return refused(
            Kind::Role,
            Strings::tr("AWS doesn't let you use the role %1 in account %2.")
                .arg(role.name, role.account),
            Strings::tr(
                "Ask that account's administrator to allow you in the role's trust policy."));
    if (code == "InvalidIdentityToken"_L1 || code == "IDPRejectedClaim"_L1)
        return refused(
            Kind::Role,
            Strings::tr("Account %1 doesn't trust your Vouch server.").arg(role.account),
            Strings::tr("Ask its administrator to add your server as an OIDC provider."));
    if (code == "ExpiredTokenException"_L1 || code == "ExpiredToken"_L1)
        return refused(Kind::Server, Strings::tr("AWS says your sign-in has expired."),
                       Strings::tr("Run: vouch logout, then sign in again."));
    if (code == "IDPCommunicationError"_L1)
        return refused(
            Kind::Network, Strings::tr("AWS can't reach your Vouch server."),
            Strings::tr(
                "Try again in a minute. If this keeps happening, tell your administrator."));
    if (code == regionDisabled)
        return refused(
            Kind::Role,
            Strings::tr("Account %1 has STS turned off in %2.").arg(role.account, region),
            Strings::tr("Use another region, or ask its administrator to turn it on."));
    if (code == "PackedPolicyTooLarge"_L1)
        return refused(Kind::Role,
                       Strings::tr("The session tags of your sign-in are too long for AWS."),
                       Strings::tr("Ask your Vouch administrator to send fewer of them to AWS."));
    if (code == "ValidationError"_L1 || code == "MalformedPolicyDocument"_L1)
        return refused(
            Kind::Role,
            Strings::tr("AWS didn't accept the request for the role %1.").arg(role.name),
            Strings::tr("Usually its duration is longer than the role allows: vouch config list"));
    if (code == "SignatureDoesNotMatch"_L1 || code == "RequestExpired"_L1 ||
        code == "RequestTimeTooSkewed"_L1)
        return refused(Kind::Clock, Strings::tr("AWS says this computer's clock is wrong."),
                       Strings::tr("Set the clock, then try again."));
    if (const auto trouble = serviceTrouble(code, status, region, detail))
        return *trouble;
    return refused(Kind::Role, Strings::tr("AWS refused the role %1.").arg(role.name),
                   code.isEmpty() ? Strings::tr("See Vouch's log for its response.")
                                  : Strings::tr("Its error code is %1.").arg(displayed(code)));
}

void throwSignedRefusal(const QString &code, const QString &message, int status,
                        const StsCaller &caller, const StsSubject &subject, const QString &region) {
    using Kind = Error::Kind;
    const QString detail = detailOf(code, message, status, region);
    const auto refused = [&](Kind kind, const QString &text, const QString &hint) {
        return StsRefused(code, Error(kind, text, hint, detail));
    };
    const QString profile = caller.profile.left(maxShown);
    const QString keyId = QString::fromLatin1(caller.credentials.accessKeyId.right(4));
    const bool isTemporary = caller.credentials.sessionToken != nullptr;
    const bool isDenied = code == "AccessDenied"_L1 || code == "AccessDeniedException"_L1;

    // AWS's API has no codes for these; its messages have been the same since 2011.
    if (!subject.mfaSerial.isEmpty() &&
        ((isDenied && message.contains("MultiFactorAuthentication"_L1)) ||
         (code == "ValidationError"_L1 && message.contains("tokenCode"_L1)))) {
        const bool isDevice = message.contains("MFA serial number"_L1);
        throw MfaRefused(
            code,
            isDevice
                ? Error(Kind::Role,
                        Strings::tr("AWS doesn't recognize the MFA device %1 for the keys of “%2”.")
                            .arg(subject.mfaSerial, profile),
                        Strings::tr(
                            "Check mfa_serial in the AWS profile and that the device is enabled."),
                        detail)
                : Error(Kind::Role, Strings::tr("AWS did not accept the MFA code."),
                        Strings::tr("Wait for the next code: each one works only once."), detail));
    }
    if (code == "InvalidClientTokenId"_L1)
        throw refused(
            Kind::Role,
            Strings::tr("AWS doesn't recognize the key …%1 of the AWS profile “%2”, or the "
                        "key is inactive.")
                .arg(keyId, profile),
            isTemporary ? Strings::tr("Try again to get a new session.")
                        : Strings::tr("Replace it: vouch aws add %1").arg(profile));
    if (code == "ExpiredToken"_L1 || code == "ExpiredTokenException"_L1)
        throw refused(Kind::Role,
                      Strings::tr("The session of the AWS profile “%1” has expired.").arg(profile),
                      Strings::tr("Try again. If the keys are in a file, renew them there."));
    const bool isClock = message.startsWith("Signature expired"_L1) ||
                         message.startsWith("Signature not yet current"_L1);
    if (code == "RequestExpired"_L1 || code == "RequestTimeTooSkewed"_L1 || isClock)
        throw refused(Kind::Clock, Strings::tr("AWS says this computer's clock is wrong."),
                      Strings::tr("Set the clock, then try again."));
    if (code == "SignatureDoesNotMatch"_L1 || code == "IncompleteSignature"_L1)
        throw refused(
            Kind::Role,
            Strings::tr("The secret key of the AWS profile “%1” doesn't match the key …%2.")
                .arg(profile, keyId),
            Strings::tr("Replace both: vouch aws add %1").arg(profile));
    if (const auto trouble = serviceTrouble(code, status, region, detail))
        throw StsRefused(*trouble);
    if (code == regionDisabled && !subject.role)
        throw refused(Kind::Role,
                      Strings::tr("The account of the AWS profile “%1” has STS turned off in %2.")
                          .arg(profile, region),
                      Strings::tr("Use another region, or ask its administrator to turn it on."));
    if (subject.role) {
        if (isDenied)
            throw refused(
                Kind::Role,
                Strings::tr("AWS doesn't let the AWS profile “%1” use the role %2 in account %3.")
                    .arg(profile, subject.role->name, subject.role->account),
                Strings::tr("The role's trust policy must allow it. Also check external_id and "
                            "mfa_serial."));
        throw StsRefused(stsRefusal(code, message, status, *subject.role, region));
    }
    throw refused(Kind::Role,
                  Strings::tr("AWS refused the keys of the AWS profile “%1”.").arg(profile),
                  code.isEmpty() ? Strings::tr("See Vouch's log for its response.")
                                 : Strings::tr("Its error code is %1.").arg(displayed(code)));
}

} // namespace vouch::aws
