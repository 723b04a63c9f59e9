// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// What to start for a program that is named without a folder; empty if there is no such program.
/// On Windows, this is its file in a folder of PATH, because Windows itself would look in the
/// current folder first, which may be somebody else's repository.
QString programPath(const QString &name);

} // namespace vouch
