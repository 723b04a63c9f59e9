// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bytes.h"

#include <filesystem>
#include <optional>

namespace vouch::virtualkey {

/// The whole file, or nothing if there is none. Throws std::runtime_error for other trouble.
std::optional<Bytes> readFile(const std::filesystem::path &path);

/// Puts the content in place of the file, mode 0600: a reader sees the old content or the
/// new, also after a crash. Throws std::runtime_error and leaves the old file.
void replaceFile(const std::filesystem::path &path, ByteView content);

} // namespace vouch::virtualkey
