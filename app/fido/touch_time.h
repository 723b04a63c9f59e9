// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace vouch::fido {

/// How long a key blinks before it gives up. CTAP 2.1 section 6.2.2 leaves this to the key; all the
/// ones we know take this long.
inline constexpr std::chrono::seconds touchTime{30};

} // namespace vouch::fido
