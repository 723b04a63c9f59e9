// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// What to start for a program that is named without a folder. On Windows its file in a folder of
/// PATH: Windows itself would look in the current folder first, which may be somebody else's
/// repository. Empty if there is none.
QString programPath(const QString &name);

} // namespace vouch
