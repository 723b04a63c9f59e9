// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vouch::virtualkey {

/// The port of a path udp:127.0.0.1:PORT; nothing for any other path.
inline std::optional<std::uint16_t> parsePort(std::string_view path) {
    constexpr std::string_view prefix = "udp:127.0.0.1:";
    if (!path.starts_with(prefix))
        return std::nullopt;
    path.remove_prefix(prefix.size());
    std::uint16_t port = 0;
    const auto [rest, error] = std::from_chars(path.data(), path.data() + path.size(), port);
    if (error != std::errc() || rest != path.data() + path.size() || port == 0)
        return std::nullopt;
    return port;
}

} // namespace vouch::virtualkey
