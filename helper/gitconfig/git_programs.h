// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/check_result.h"
#include "gitconfig/configuration.h"

#include <QList>
#include <QString>

/// Whether git itself, and the helper that it starts, work with this Vouch.
namespace vouch {

/// Whether this git works with Vouch. `output` is that of `git version`.
CheckResult judgeGitVersion(const QString &output);
/// The same for the git on the PATH. Blocking. Throws Error.
CheckResult checkGitVersion();

/// Whether git can start the helper that is configured as Vouch for `url`, and whether that one is
/// of the version `own`: there may be two installations. Blocking. Throws Error.
CheckResult checkHelperProgram(const QString &url, const QList<ConfigRow> &rows,
                               const QString &own);

} // namespace vouch
