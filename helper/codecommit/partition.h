// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace vouch::codecommit {

/// An AWS partition: a set of regions with its own accounts, endpoints and console. The only place
/// for what differs between them. No Qt.
struct Partition {
    std::string_view name;         ///< as in ARNs: `aws-cn`
    std::string_view regionPrefix; ///< of its regions; `aws` has all regions without one of these
    std::string_view domain;       ///< of its services
    std::string_view mainRegion;   ///< for a service when nothing names a region
    std::string_view signInHost;   ///< of the federation endpoint; empty if unknown
    std::string_view consoleHost;  ///< of the console; empty if unknown
};

/// The partition that a region belongs to, ignoring case.
const Partition &partitionOf(std::string_view region) noexcept;

/// The domains of all partitions, `amazonaws.com` first; each once.
std::vector<std::string_view> domains();

/// The partition with that name; null if it's unknown.
const Partition *findPartition(std::string_view name) noexcept;

} // namespace vouch::codecommit
