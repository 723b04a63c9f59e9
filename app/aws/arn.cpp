// SPDX-License-Identifier: Apache-2.0
#include "aws/arn.h"

#include "codecommit/partition.h"
#include "codecommit/role_arn.h"

namespace vouch::aws {

namespace {

QString qString(std::string_view text) {
    return QString::fromLatin1(text.data(), qsizetype(text.size()));
}

/// AWS's main partition if the name is unknown.
const codecommit::Partition &partitionNamed(const QString &name) {
    const auto *found = codecommit::findPartition(name.toStdString());
    return found == nullptr ? codecommit::partitionOf({}) : *found;
}

} // namespace

std::optional<RoleArn> parseRoleArn(const QString &text) {
    const std::string bytes = text.toStdString();
    const auto role = codecommit::parseRoleArn(bytes);
    if (!role)
        return std::nullopt;
    return RoleArn{text, qString(role->partition), qString(role->account), qString(role->name)};
}

QString partitionOf(const QString &region) {
    return qString(codecommit::partitionOf(region.toStdString()).name);
}

QString mainRegionOf(const QString &partition) {
    return qString(partitionNamed(partition).mainRegion);
}

QString domainOf(const QString &partition) {
    return qString(partitionNamed(partition).domain);
}

} // namespace vouch::aws
