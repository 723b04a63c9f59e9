// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace vouch::virtualkey {

/// Told twice: in CTAPHID_INIT (CTAP 2.1 section 11.2.9.1.3) and as getInfo's firmwareVersion.
struct DeviceVersion {
    std::uint8_t major;
    std::uint8_t minor;
    std::uint8_t build;

    constexpr std::int64_t asNumber() const { return major << 16 | minor << 8 | build; }
};

constexpr DeviceVersion deviceVersion{1, 0, 0};

} // namespace vouch::virtualkey
