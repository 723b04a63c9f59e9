// SPDX-License-Identifier: Apache-2.0
#include "aws/sts.h"

#include <QCoreApplication>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::aws)
};
} // namespace

StsRefused stsRefusal(const QString &code, const QString &message, int status, const RoleArn &role,
                      const QString &region) {
    using Kind = Error::Kind;
    const QString detail =
        u"STS in %1 answered %2 %3: %4"_s.arg(region, QString::number(status), code, message);
    const auto refused = [&](Kind kind, const QString &text, const QString &hint) {
        return StsRefused(code, Error(kind, text, hint, detail));
    };
    if (code == "AccessDenied"_L1 || code == "AccessDeniedException"_L1)
        return refused(
            Kind::Role,
            Text::tr("AWS does not let you use the role %1 in account %2.")
                .arg(role.name, role.account),
            Text::tr("Ask that account's administrator to let you in by the role's trust "
                     "policy."));
    if (code == "InvalidIdentityToken"_L1 || code == "IDPRejectedClaim"_L1)
        return refused(Kind::Role,
                       Text::tr("Account %1 does not trust your Vouch server.").arg(role.account),
                       Text::tr("Ask its administrator to add the server as an OIDC provider."));
    if (code == "ExpiredTokenException"_L1 || code == "ExpiredToken"_L1)
        return refused(Kind::Server, Text::tr("Your sign-in has expired for AWS."),
                       Text::tr("Run: vouch logout, then sign in again."));
    if (code == "IDPCommunicationError"_L1)
        return refused(Kind::Network, Text::tr("AWS can't reach your Vouch server."),
                       Text::tr("Try again in a minute. If it stays so, tell your administrator."));
    if (code == "RegionDisabledException"_L1)
        return refused(
            Kind::Role,
            Text::tr("Account %1 has switched off STS in %2.").arg(role.account, region),
            Text::tr("Give the role another region: vouch config add-role %1 %2 --region "
                     "REGION")
                .arg(role.name, role.text));
    if (code == "PackedPolicyTooLarge"_L1)
        return refused(Kind::Role, Text::tr("AWS finds the tags of your sign-in too long."),
                       Text::tr("Ask your Vouch administrator to send fewer of them to AWS."));
    if (code == "ValidationError"_L1 || code == "MalformedPolicyDocument"_L1)
        return refused(Kind::Role,
                       Text::tr("AWS does not accept the request for role %1.").arg(role.name),
                       Text::tr("A duration longer than the role allows is the usual cause: vouch "
                                "config list"));
    if (code == "SignatureDoesNotMatch"_L1 || code == "RequestExpired"_L1 ||
        code == "RequestTimeTooSkewed"_L1)
        return refused(Kind::Clock, Text::tr("AWS finds this computer's clock wrong."),
                       Text::tr("Set the clock, then try again."));
    if (code.startsWith("Throttling"_L1) || code == "RequestLimitExceeded"_L1 || status == 429)
        return refused(Kind::Server, Text::tr("AWS is asked too often."),
                       Text::tr("Try again in a minute."));
    if (status >= 500)
        return refused(Kind::Server, Text::tr("AWS has a problem in %1.").arg(region),
                       Text::tr("Try again in a minute."));
    return refused(Kind::Role, Text::tr("AWS refused the role %1.").arg(role.name),
                   code.isEmpty() ? Text::tr("Vouch's log says what it answered.")
                                  : Text::tr("Its word for it is %1.").arg(code));
}

} // namespace vouch::aws
