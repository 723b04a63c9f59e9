// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"

#include <QByteArray>

namespace vouch::aws {

/// A role session's credentials, as STS issued them together. Copying shares the secrets; a
/// signature uses one such triple and never mixes two.
struct Credentials {
    QByteArray accessKeyId;
    SharedSecret secretAccessKey;
    SharedSecret sessionToken; ///< null for long-lived keys
    Time expiresAt{};          ///< by this computer's clock
};

} // namespace vouch::aws
