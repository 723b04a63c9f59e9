// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace vouch::aws {

/// Splits a line into words as a POSIX shell and Python's shlex do: handles quotes and backslashes,
/// expands nothing. Nullopt for an unmatched quotation mark.
std::optional<QStringList> shellWords(QStringView line);

} // namespace vouch::aws
