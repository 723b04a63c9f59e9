// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bytes.h"

#include <optional>
#include <string>
#include <string_view>

namespace vouch::virtualkey {

/// Hexadecimal digits, with hyphens as in a UUID allowed anywhere.
std::optional<Bytes> fromHex(std::string_view text);

// base64url without padding (RFC 4648 section 5), as WebAuthn's JSON has it.

std::string toBase64Url(ByteView bytes);
std::optional<Bytes> fromBase64Url(std::string_view text);

} // namespace vouch::virtualkey
