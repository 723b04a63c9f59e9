// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QUrl>

namespace vouch::aws {

/// What a profile says about where STS is asked. By default nothing.
struct StsSettings {
    QString endpointUrl;               ///< `endpoint_url`, the service's own before the general one
    bool legacy = false;               ///< `sts_regional_endpoints = legacy`
    bool ignoreConfiguredUrls = false; ///< `ignore_configured_endpoint_urls`
    bool operator==(const StsSettings &) const = default;
};

/// Where STS is asked, and the region that stands in the signature.
struct StsEndpoint {
    QUrl url;
    QString region;
};

/// Where STS of a region is asked: `AWS_ENDPOINT_URL_STS`, else `AWS_ENDPOINT_URL`, else what the
/// profile says, else `https://sts.REGION.DOMAIN/`. Throws Error::Kind::NotSetUp for one that is no
/// address.
StsEndpoint stsEndpoint(const QString &region, const QString &partition,
                        const StsSettings &settings = {});

/// The file that `AWS_CA_BUNDLE` names; empty when unset.
QString caBundle();

} // namespace vouch::aws
