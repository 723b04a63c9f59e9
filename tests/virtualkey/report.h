// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace vouch::virtualkey {

/// What goes over USB in one piece, both ways, padded with zeros (CTAP 2.1 section 11.2.4).
constexpr std::size_t reportSize = 64;
using Report = std::array<std::uint8_t, reportSize>;

/// Who sent a report. USB has one host; UDP has as many as there are sockets, and each wants its
/// own answers.
struct HostAddress {
    std::uint32_t ip = 0; // both in host byte order
    std::uint16_t port = 0;

    bool operator==(const HostAddress &) const = default;
};

} // namespace vouch::virtualkey
