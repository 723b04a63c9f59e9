// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vouch::wire {

/// True for well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool isUtf8(std::string_view text) noexcept;

/// Makes untrusted text, such as a server's message or a repository's name, safe to show on a
/// terminal or in a dialog: removes control and bidirectional characters, replaces malformed bytes
/// by U+FFFD, and cuts it with an ellipsis after `limit` characters.
std::string displayText(std::string_view text, std::size_t limit = 300);

/// The text with its ASCII letters in lower case.
std::string lowerCase(std::string_view text);

} // namespace vouch::wire
