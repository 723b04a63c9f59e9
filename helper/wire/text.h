// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vouch::wire {

/// True when every byte belongs to well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool isUtf8(std::string_view text) noexcept;

/// Text that is safe to show on a terminal and in a dialog: control characters and the bidi
/// characters that reorder a line become nothing, malformed bytes become U+FFFD, and after `limit`
/// characters it ends with an ellipsis. Others wrote it: a server, a repository's name, a program.
std::string displayText(std::string_view text, std::size_t limit = 300);

} // namespace vouch::wire
