// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command_context.h"

namespace vouch::virtualkey {

/// authenticatorGetInfo (CTAP 2.1 section 6.4): the response's CBOR.
Bytes getInfo(const CommandContext &key);

} // namespace vouch::virtualkey
