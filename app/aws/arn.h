// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace vouch::aws {

/// The ARN of an IAM role: `arn:PARTITION:iam::ACCOUNT:role/PATH/NAME`.
struct RoleArn {
    QString text;      ///< the whole ARN
    QString partition; ///< `aws`, `aws-us-gov`, `aws-cn` or `aws-eusc`
    QString account;   ///< twelve digits
    QString name;      ///< without the path
};

/// Nullopt if the text isn't a role ARN in a known partition.
std::optional<RoleArn> parseRoleArn(const QString &text);

/// The partition that a region belongs to. Endpoints differ, and no role is valid in another one.
QString partitionOf(const QString &region);

/// The partition's default region for STS.
QString mainRegionOf(const QString &partition);

/// The domain of a partition's services, such as `amazonaws.com`.
QString domainOf(const QString &partition);

} // namespace vouch::aws
