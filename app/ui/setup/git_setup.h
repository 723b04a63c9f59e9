// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/codecommit_setup.h"
#include "gitconfig/finding.h"
#include "gitconfig/guest_system.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace vouch::ui {

/// How git is set up now, and what setup would change. The functions below run git, so call them
/// off the GUI thread. They throw Error.
struct GitSetup {
    CodeCommitOptions options;
    QString file;                    ///< path of git's global configuration, shortened for display
    QList<Finding> findings;         ///< what needs cleaning up
    SetupPlan plan;                  ///< the changes, including fixes for the ticked findings
    std::optional<GuestSetup> guest; ///< for git in a system inside this one
};

/// Inspects git's setup. `regions`: the user's regions; `directories`: where git recently requested
/// credentials; `profile`: the AWS profile that git is to send as the user name, or empty.
/// Suggested findings count as ticked.
GitSetup inspectGit(const QStringList &regions, const QStringList &directories,
                    const QString &profile = {});

/// What keeps git from using Vouch, and only Vouch, for a CodeCommit URL. Checks the global
/// configuration and the one in each of `directories`, where the repository was used.
QList<Finding> conflictsFor(const QString &url, const QStringList &directories);

/// Plans the changes for these findings. Findings that edit no file don't appear in the plan.
SetupPlan planFor(CodeCommitOptions options, const QList<Finding> &ticked);

/// Changes the files, then has the credential helpers erase the stored passwords among the
/// findings.
void applySetup(const SetupPlan &plan, const QList<Finding> &ticked);

} // namespace vouch::ui
