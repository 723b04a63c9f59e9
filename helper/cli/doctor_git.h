// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/doctor_report.h"
#include "cli/doctor_subject.h"
#include "gitconfig/finding.h"

namespace vouch::cli {

/// What `helper/gitconfig` found, as a line.
Line lineOf(const Finding &finding);

/// Whether this git can work with Vouch, from what `git version` says.
Line judgeGitVersion(const QString &said);

/// Looks at git's own side: its version, whom it asks about CodeCommit, what stands in the way, old
/// passwords elsewhere, the environment. Fills in the subject's user name where git's configuration
/// names one. False when git cannot be used at all. Blocking.
bool checkGit(Report &report, Subject &subject);

} // namespace vouch::cli
