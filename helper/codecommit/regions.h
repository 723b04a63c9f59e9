// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace vouch::codecommit {

/// The regions that are known to have CodeCommit (AWS General Reference, CodeCommit endpoints). A
/// region that is missing here works all the same once an address or a role names it. No Qt.
inline constexpr std::array<std::string_view, 31> knownRegions{
    "us-east-1",      "us-east-2",      "us-west-1",      "us-west-2",      "eu-west-1",
    "eu-west-2",      "eu-west-3",      "eu-central-1",   "eu-central-2",   "eu-north-1",
    "eu-south-1",     "eu-south-2",     "ap-northeast-1", "ap-northeast-2", "ap-northeast-3",
    "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-south-1",     "ap-south-2",
    "ap-east-1",      "ca-central-1",   "sa-east-1",      "me-south-1",     "me-central-1",
    "af-south-1",     "il-central-1",   "us-gov-west-1",  "us-gov-east-1",  "cn-north-1",
    "cn-northwest-1",
};

} // namespace vouch::codecommit
