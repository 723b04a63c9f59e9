// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bytes.h"

#include <array>
#include <cstddef>

namespace vouch::virtualkey {

// The primitives that CTAP 2.1 sections 6.5.6, 6.5.7 and 12.5 ask for, from OpenSSL. A failure
// inside OpenSSL isn't an answer to a host's request: it throws std::runtime_error.

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(ByteView data);
Digest hmacSha256(ByteView key, ByteView message);

/// HKDF-SHA-256 (RFC 5869) with L = 32.
Digest hkdfSha256(ByteView keyMaterial, ByteView salt, ByteView info);

constexpr std::size_t aesBlockSize = 16;
using AesBlock = std::array<std::uint8_t, aesBlockSize>;

/// AES-256-CBC without padding: the data must be whole blocks.
Bytes aes256CbcEncrypt(ByteView key, const AesBlock &iv, ByteView plaintext);
Bytes aes256CbcDecrypt(ByteView key, const AesBlock &iv, ByteView ciphertext);

Bytes randomBytes(std::size_t count);

bool constantTimeEqual(ByteView a, ByteView b);

} // namespace vouch::virtualkey
