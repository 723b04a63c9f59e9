// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/doctor_report.h"
#include "cli/doctor_subject.h"
#include "core/check_result.h"
#include "gitconfig/finding.h"

namespace vouch::cli {

/// A finding as a result whose fix is for a terminal: a command if there is one.
CheckResult resultOf(const Finding &finding);

/// Checks git: its version, its helpers for CodeCommit, conflicting configuration, stored passwords
/// and the environment. Sets the subject's user name if git's configuration has one. Returns false
/// if git can't be used at all. Blocking.
bool checkGit(Report &report, Subject &subject);

} // namespace vouch::cli
