// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/check_result.h"

#include <QFuture>
#include <QList>

namespace vouch::ui {

/// Whether git asks Vouch, and only Vouch, about CodeCommit, and what keeps it from doing so. Runs
/// git and its helpers, on another thread.
QFuture<QList<CheckResult>> checkGit();

} // namespace vouch::ui
