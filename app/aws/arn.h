// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace vouch::aws {

/// An IAM role's name in all of AWS: `arn:PARTITION:iam::ACCOUNT:role/PATH/NAME`.
struct RoleArn {
    QString text;      ///< the whole
    QString partition; ///< `aws`, `aws-us-gov`, `aws-cn` or `aws-eusc`
    QString account;   ///< twelve digits
    QString name;      ///< without the path
};

/// Nothing when the text is no role ARN of a partition we know.
std::optional<RoleArn> parseRoleArn(const QString &text);

/// The partition a region belongs to. Endpoints differ, and no role is valid across.
QLatin1StringView partitionOf(const QString &region) noexcept;

/// The region of a partition whose STS is asked where nothing names another.
QString mainRegionOf(const QString &partition);

/// The domain of a partition's services, such as `amazonaws.com`.
QString domainOf(const QString &partition);

} // namespace vouch::aws
