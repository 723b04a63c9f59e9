// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QUrl>

namespace vouch::aws {

/// A profile's settings for the STS endpoint.
struct StsSettings {
    QString endpointUrl; ///< `endpoint_url`, the service's own or else the general one
    bool legacy = false; ///< `sts_regional_endpoints = legacy`
    bool ignoreConfiguredUrls = false; ///< `ignore_configured_endpoint_urls`
    bool operator==(const StsSettings &) const = default;
};

/// An STS endpoint and the region to sign for.
struct StsEndpoint {
    QUrl url;
    QString region;
};

/// The STS endpoint for a region: `AWS_ENDPOINT_URL_STS`, else `AWS_ENDPOINT_URL`, else the
/// profile's, else `https://sts.REGION.DOMAIN/`. Throws Error::Kind::NotSetUp if it isn't a valid
/// address.
StsEndpoint stsEndpoint(const QString &region, const QString &partition,
                        const StsSettings &settings = {});

/// The file named by `AWS_CA_BUNDLE`; empty if unset.
QString caBundle();

} // namespace vouch::aws
