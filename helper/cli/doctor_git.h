// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/doctor_report.h"
#include "cli/doctor_subject.h"
#include "gitconfig/finding.h"

#include <QByteArray>

namespace vouch::cli {

/// What `helper/gitconfig` found, as a line.
Line lineOf(const Finding &finding);

/// Whether this git can work with Vouch, from what `git version` says.
Line judgeGitVersion(const QString &said);

/// Looks at git's own side: its version, whom it asks about CodeCommit, what stands in the way, old
/// passwords elsewhere, the environment. Fills in the subject's user name where git's configuration
/// names one. False when git cannot be used at all. Blocking.
bool checkGit(Report &report, Subject &subject);

/// What came of `git credential fill`.
struct Filled {
    int exitCode = 0;
    QByteArray output; ///< holds a password
    QString errors;
};
/// Whether git got a password of Vouch's that CodeCommit takes. `now` in Unix seconds, by the clock
/// of AWS; 0: not known. `elsewhere`: the report has a line already that says why Vouch gives none.
Line judgeFilled(const Filled &filled, const QString &host, qint64 now, bool elsewhere);

/// Lets git ask for a password as it would, without a prompt, and looks at what it gets. The
/// password is wiped. Blocking.
void checkFilling(Report &report, const Subject &subject);

} // namespace vouch::cli
