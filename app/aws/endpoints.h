// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QUrl>

namespace vouch::aws {

/// Where STS of a region is asked: `AWS_ENDPOINT_URL_STS`, else `AWS_ENDPOINT_URL`, else
/// `https://sts.REGION.DOMAIN/`. Throws Error::Kind::NotSetUp for an override that is no address.
QUrl stsEndpoint(const QString &region, const QString &partition);

/// The file that `AWS_CA_BUNDLE` names; empty when unset.
QString caBundle();

} // namespace vouch::aws
