// SPDX-License-Identifier: Apache-2.0
#include "aws/endpoints.h"

#include "aws/arn.h"
#include "core/error.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>
#include <array>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The regions that use the global STS endpoint in legacy mode (AWS SDKs guide, "AWS STS Regional
/// endpoints").
constexpr std::array legacyRegions{
    "ap-northeast-1"_L1, "ap-south-1"_L1,   "ap-southeast-1"_L1, "ap-southeast-2"_L1,
    "aws-global"_L1,     "ca-central-1"_L1, "eu-central-1"_L1,   "eu-north-1"_L1,
    "eu-west-1"_L1,      "eu-west-2"_L1,    "eu-west-3"_L1,      "sa-east-1"_L1,
    "us-east-1"_L1,      "us-east-2"_L1,    "us-west-1"_L1,      "us-west-2"_L1};

bool isLegacy(const QString &region, const StsSettings &settings) {
    const QString variable = qEnvironmentVariable("AWS_STS_REGIONAL_ENDPOINTS");
    const bool wanted = variable.isEmpty() ? settings.legacy : variable == "legacy"_L1;
    return wanted && std::ranges::find(legacyRegions, region) != legacyRegions.end();
}

/// Validates a configured address; `message` and `hint` are for the user who has to fix it.
QUrl checkedUrl(const QString &value, const QString &message, const QString &hint) {
    QUrl url(value, QUrl::StrictMode);
    const bool isHttp = url.scheme() == "http"_L1;
    if (!url.isValid() || !(isHttp || url.scheme() == "https"_L1) || url.host().isEmpty())
        throw Error(Error::Kind::NotSetUp, message, hint);
    const bool isLoopback = url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
    if (isHttp && !isLoopback)
        throw Error(
            Error::Kind::NotSetUp,
            QCoreApplication::translate(
                "vouch::aws", "%1 isn't encrypted: others on the network could read your keys.")
                .arg(url.toDisplayString(QUrl::RemoveUserInfo)),
            QCoreApplication::translate(
                "vouch::aws", "Use an https address. http is allowed only for this computer."));
    if (url.path().isEmpty())
        url.setPath(u"/"_s);
    return url;
}

QUrl overriddenUrl(const StsSettings &settings) {
    const QString ignore = qEnvironmentVariable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
    if (ignore.isEmpty() ? settings.ignoreConfiguredUrls
                         : ignore.compare("true"_L1, Qt::CaseInsensitive) == 0)
        return {};
    for (const char *name : {"AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"})
        if (const QString value = qEnvironmentVariable(name); !value.isEmpty())
            return checkedUrl(
                value,
                QCoreApplication::translate("vouch::aws", "The variable %1 isn't a valid address.")
                    .arg(QLatin1StringView(name)),
                QCoreApplication::translate("vouch::aws", "Fix or unset it, then restart Vouch."));
    if (settings.endpointUrl.isEmpty())
        return {};
    return checkedUrl(
        settings.endpointUrl,
        QCoreApplication::translate("vouch::aws", "The endpoint_url “%1” isn't a valid address.")
            .arg(settings.endpointUrl.left(200)),
        QCoreApplication::translate("vouch::aws", "Fix the file, then try again."));
}

} // namespace

StsEndpoint stsEndpoint(const QString &region, const QString &partition,
                        const StsSettings &settings) {
    if (const QUrl url = overriddenUrl(settings); !url.isEmpty())
        return {url, region};
    if (partition == "aws"_L1 && isLegacy(region, settings))
        return {QUrl(u"https://sts.%1/"_s.arg(domainOf(partition))), mainRegionOf(partition)};
    return {QUrl(u"https://sts.%1.%2/"_s.arg(region, domainOf(partition))), region};
}

QString caBundle() {
    return qEnvironmentVariable("AWS_CA_BUNDLE");
}

} // namespace vouch::aws
