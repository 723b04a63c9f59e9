// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"

#include <QByteArray>

#include <chrono>

namespace vouch::aws {

/// The longest role session that AWS issues for a session's credentials, whether a role's or from
/// GetSessionToken (IAM user guide, "Role chaining").
inline constexpr std::chrono::seconds maxChained{3600};

/// A set of AWS credentials as issued together. Copies share the secrets. A signature uses one set
/// and never mixes two.
struct Credentials {
    QByteArray accessKeyId;
    SharedSecret secretAccessKey;
    SharedSecret sessionToken; ///< null for long-lived keys
    Time expiresAt{};          ///< by this computer's clock
};

} // namespace vouch::aws
