// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/codecommit_setup.h"
#include "gitconfig/finding.h"

#include <QList>
#include <QStringList>

namespace vouch::ui {

/// How git is set up now, and what could be done about it: a value. The functions run git, so they
/// are for another thread than the GUI's. They throw Error.
struct GitSetup {
    CodeCommitOptions options;
    QString file;            ///< git's global configuration, as a person names it
    QList<Finding> findings; ///< what is to be cleared up
    SetupPlan plan;          ///< what would change, for the findings that were ticked
};

/// Looks. `regions` are the person's; `directories` those in which git wanted something lately. All
/// findings that are suggested count as ticked.
GitSetup lookAtGit(const QStringList &regions, const QStringList &directories);

/// What keeps git from asking Vouch, and nobody else, for a CodeCommit URL: the URL itself, and
/// git's configuration, also as it is in `directories`, folders in which the repository was used.
QList<Finding> inTheWayOf(const QString &url, const QStringList &directories);

/// Plans anew for these findings. Those that edit nothing are no part of a plan.
SetupPlan planFor(const CodeCommitOptions &options, const QList<Finding> &ticked);

/// Changes the files, then has the passwords among the findings erased by those that keep them.
void carryOut(const SetupPlan &plan, const QList<Finding> &ticked);

} // namespace vouch::ui
