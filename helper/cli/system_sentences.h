// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace vouch::cli {

/// The sentences that `wire` throws on this system only, to be translated in the context
/// "vouch::cli". `%1` stands for what differs.
std::span<const char *const> systemSentences();

} // namespace vouch::cli
