// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bytes.h"

#include <cstddef>
#include <optional>

namespace vouch::virtualkey {

/// How many Unicode code points the text holds; nothing if it isn't valid UTF-8 (RFC 3629:
/// overlong forms, surrogates and values beyond U+10FFFF are invalid).
std::optional<std::size_t> countCodePoints(ByteView text);

} // namespace vouch::virtualkey
