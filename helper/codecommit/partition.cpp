// SPDX-License-Identifier: Apache-2.0
#include "codecommit/partition.h"

#include <algorithm>
#include <array>

namespace vouch::codecommit {
namespace {

/// The last one has all other regions.
constexpr std::array<Partition, 4> partitions{{
    {"aws-us-gov", "us-gov-", "amazonaws.com", "us-gov-west-1", "signin.amazonaws-us-gov.com",
     "console.amazonaws-us-gov.com"},
    {"aws-cn", "cn-", "amazonaws.com.cn", "cn-north-1", "signin.amazonaws.cn",
     "console.amazonaws.cn"},
    {"aws-eusc", "eusc-", "amazonaws.eu", "eusc-de-east-1", {}, {}},
    {"aws", {}, "amazonaws.com", "us-east-1", "signin.aws.amazon.com", "console.aws.amazon.com"},
}};

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

const Partition &partitionOf(std::string_view region) noexcept {
    return *std::ranges::find_if(partitions, [region](const Partition &partition) {
        return std::ranges::equal(region.substr(0, partition.regionPrefix.size()),
                                  partition.regionPrefix, {}, lower);
    });
}

std::vector<std::string_view> domains() {
    std::vector<std::string_view> all{partitions.back().domain};
    for (const Partition &partition : partitions)
        if (std::ranges::find(all, partition.domain) == all.end())
            all.push_back(partition.domain);
    return all;
}

const Partition *findPartition(std::string_view name) noexcept {
    const auto found = std::ranges::find(partitions, name, &Partition::name);
    return found == partitions.end() ? nullptr : &*found;
}

} // namespace vouch::codecommit
