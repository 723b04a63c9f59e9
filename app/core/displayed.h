// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <cstddef>

namespace vouch {

/// Makes untrusted text safe to display: removes control, bidirectional and line-breaking
/// characters, and truncates it to `limit` characters. Apply it where such text enters (a server's
/// message, a repository's or key's name), so that later code doesn't have to.
QString displayed(const QString &text, std::size_t limit = 300);

/// A reason that the system or Qt gives, for the middle of a sentence: Windows ends its own with a
/// period.
QString withoutPeriod(const QString &reason);

} // namespace vouch
