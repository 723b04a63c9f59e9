// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"

#include <QByteArray>

#include <chrono>

namespace vouch::aws {

/// AWS gives no role session longer than this that is asked for with a session's own credentials,
/// be it a role's or one by GetSessionToken (IAM's user guide, "Role chaining").
inline constexpr std::chrono::seconds maxChained{3600};

/// A role session's credentials, as STS issued them together. Copying shares the secrets; a
/// signature uses one such triple and never mixes two.
struct Credentials {
    QByteArray accessKeyId;
    SharedSecret secretAccessKey;
    SharedSecret sessionToken; ///< null for long-lived keys
    Time expiresAt{};          ///< by this computer's clock
};

} // namespace vouch::aws
