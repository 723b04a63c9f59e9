// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>
#include <vector>

namespace vouch::virtualkey {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView viewOf(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

inline void append(Bytes &to, ByteView more) {
    const auto end = static_cast<std::ptrdiff_t>(to.size());
    to.resize(to.size() + more.size());
    std::ranges::copy(more, to.begin() + end);
}

/// The parts one after another: what the specifications write as `a || b || c`.
template <typename... Parts>
Bytes concat(const Parts &...parts) {
    Bytes all((std::size(parts) + ...));
    auto end = all.begin();
    ((end = std::ranges::copy(parts, end).out), ...);
    return all;
}

inline bool sameBytes(ByteView a, ByteView b) {
    return std::ranges::equal(a, b);
}

/// Network byte order: CTAPHID headers (CTAP 2.1 section 11.2.4) and authData (WebAuthn 6.1) use
/// it.
template <typename Unsigned>
void appendBigEndian(Bytes &to, Unsigned value) {
    for (std::size_t shift = sizeof(Unsigned) * 8; shift != 0; shift -= 8)
        to.push_back(static_cast<std::uint8_t>(value >> (shift - 8)));
}

} // namespace vouch::virtualkey
