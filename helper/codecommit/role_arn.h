// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace vouch::codecommit {

/// The ARN of an IAM role, `arn:PARTITION:iam::ACCOUNT:role/PATH/NAME`. The views point into the
/// parsed text.
struct RoleArn {
    std::string_view partition;
    std::string_view account; ///< twelve digits
    std::string_view name;    ///< without the path
};

/// Parses a role ARN in a known partition; nullopt for anything else. IAM's limits: 512 characters
/// for the path, 64 for the name. No Qt.
std::optional<RoleArn> parseRoleArn(std::string_view text) noexcept;

} // namespace vouch::codecommit
