// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <cstddef>

namespace vouch {

/// Others' text as it may be shown, in a window too: without control characters and those that
/// reorder or break a line, and cut after so many characters. It is for where such text enters (a
/// server's words, the name of a repository, of a key), so that nobody has to think of it later.
QString displayed(const QString &text, std::size_t limit = 300);

} // namespace vouch
