// SPDX-License-Identifier: Apache-2.0
#include "aws/profile_settings.h"

#include "aws/iam_names.h"
#include "codecommit/host.h"
#include "codecommit/limits.h"

#include <QCoreApplication>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::aws)
};

} // namespace

RoleHop roleHopOf(const ProfileValues &values, const QString &profile) {
    const auto role = parseRoleArn(values.value(profile, u"role_arn"_s));
    if (!role)
        throw values.wrong(profile, u"role_arn"_s, Strings::tr("isn't a role ARN"));
    RoleHop hop{profile, *role, {}, {}};
    hop.externalId = values.checked(profile, u"external_id"_s, isExternalId,
                                    Strings::tr("isn't one that AWS accepts"));
    hop.sessionName =
        values.checked(profile, u"role_session_name"_s, isRoleSessionName,
                       Strings::tr("needs 2 to 64 letters, digits or any of _+=,.@-"));
    if (const QString duration = values.value(profile, u"duration_seconds"_s);
        !duration.isEmpty()) {
        bool isNumber = false;
        hop.duration = std::chrono::seconds(duration.toUInt(&isNumber));
        if (!isNumber || hop.duration < codecommit::minRoleSession ||
            hop.duration > codecommit::maxRoleSession)
            throw values.wrong(profile, u"duration_seconds"_s, Strings::tr("isn't 900 to 43200"));
    }
    return hop;
}

QString mfaSerialOf(const ProfileValues &values, const QString &profile) {
    return values.checked(profile, u"mfa_serial"_s, isMfaSerial,
                          Strings::tr("isn't the name of an MFA device"));
}

QString regionOf(const ProfileValues &values, const QString &profile) {
    const auto isRegion = [](const QString &text) {
        return codecommit::isRegion(text.toStdString());
    };
    return values.checked(profile, u"region"_s, isRegion, Strings::tr("isn't an AWS region"));
}

StsSettings stsSettingsOf(const ProfileValues &values, const ProfileFiles &files,
                          const QString &profile) {
    const auto isKnown = [](const QString &text) {
        return text == "legacy"_L1 || text == "regional"_L1;
    };
    StsSettings settings;
    settings.legacy = values.checked(profile, u"sts_regional_endpoints"_s, isKnown,
                                     Strings::tr("is neither legacy nor regional")) == "legacy"_L1;
    settings.ignoreConfiguredUrls = values.value(profile, u"ignore_configured_endpoint_urls"_s)
                                        .compare("true"_L1, Qt::CaseInsensitive) == 0;
    settings.endpointUrl = values.value(profile, u"endpoint_url"_s);
    if (const QString name = values.value(profile, u"services"_s); !name.isEmpty()) {
        const auto sts = files.service(name, u"sts"_s);
        if (!sts)
            throw values.wrong(
                profile, u"services"_s,
                Strings::tr("names %1, but there's no such section").arg(quoted(name)));
        if (const QString url = sts->value(u"endpoint_url"_s); !url.isEmpty())
            settings.endpointUrl = url;
    }
    return settings;
}

} // namespace vouch::aws
