// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device.h"

#include <filesystem>
#include <string>
#include <vector>

namespace vouch::virtualkey {

/// The YubiKey 5C NFC, whose AAGUID is public (FIDO metadata service): servers and interfaces that
/// know models by it have something to show.
constexpr Aaguid defaultAaguid = {0x2f, 0xc0, 0x57, 0x9f, 0x81, 0x13, 0x47, 0xea,
                                  0xb1, 0x16, 0xbb, 0x5a, 0x8d, 0xb9, 0x20, 0x2a};

/// What the command line of `virtualkey` says.
struct Options {
    std::uint16_t port = 0;
    std::filesystem::path stateFile;
    std::string pin; ///< for a key that has none yet
    bool exitWithStdin = false;
    Device::Settings device;
};

extern const char usage[];

/// Throws std::runtime_error with a sentence for the person who typed them.
Options parseOptions(const std::vector<std::string> &arguments);

/// "auto", "manual" or "never".
std::optional<TouchMode> parseTouchMode(const std::string &name);

} // namespace vouch::virtualkey
