// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command_context.h"
#include "operation.h"

namespace vouch::virtualkey {

/// authenticatorMakeCredential (CTAP 2.1 section 6.1).
Operation makeCredential(CommandContext key, Bytes parameters);

} // namespace vouch::virtualkey
