// SPDX-License-Identifier: Apache-2.0
#include "aws/arn.h"

#include "core/role_arn.h"

#include <QRegularExpression>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

std::optional<RoleArn> parseRoleArn(const QString &text) {
    static const QRegularExpression pattern(roleArnPattern.toString());
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return RoleArn{text, match.captured(1), match.captured(2), match.captured(3)};
}

QLatin1StringView partitionOf(const QString &region) noexcept {
    if (region.startsWith("us-gov-"_L1))
        return "aws-us-gov"_L1;
    if (region.startsWith("cn-"_L1))
        return "aws-cn"_L1;
    return region.startsWith("eusc-"_L1) ? "aws-eusc"_L1 : "aws"_L1;
}

QString mainRegionOf(const QString &partition) {
    if (partition == "aws-us-gov"_L1)
        return u"us-gov-west-1"_s;
    if (partition == "aws-cn"_L1)
        return u"cn-north-1"_s;
    return partition == "aws-eusc"_L1 ? u"eusc-de-east-1"_s : u"us-east-1"_s;
}

QString domainOf(const QString &partition) {
    if (partition == "aws-cn"_L1)
        return u"amazonaws.com.cn"_s;
    if (partition == "aws-eusc"_L1)
        return u"amazonaws.eu"_s;
    return u"amazonaws.com"_s;
}

} // namespace vouch::aws
