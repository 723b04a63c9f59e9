// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

/// AWS's limits that several modules check. No Qt.
namespace vouch::codecommit {

/// How long CodeCommit accepts a password after its timestamp. README.md, Lifetime.
inline constexpr std::chrono::seconds passwordLife{15 * 60};

/// How long a role's session may last (STS, AssumeRole, DurationSeconds).
inline constexpr std::chrono::seconds minRoleSession{900}, maxRoleSession{43200};

} // namespace vouch::codecommit
