// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace vouch::aws {

/// The words of a line, split at white space as a POSIX shell and Python's shlex do: quotes and
/// backslashes count, nothing else is put in. Nothing when a quotation does not end.
std::optional<QStringList> shellWords(QStringView line);

} // namespace vouch::aws
