// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/git_setup.h"

#include "gitconfig/config_text.h"
#include "gitconfig/global_file.h"
#include "gitconfig/helper_conflicts.h"
#include "gitconfig/repository_checks.h"
#include "gitconfig/setup_findings.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace vouch::ui {

namespace {

void addNew(QList<Finding> &all, const QList<Finding> &more) {
    for (const Finding &finding : more)
        if (std::ranges::none_of(all, [&finding](const Finding &known) {
                return known.name == finding.name && known.detail == finding.detail;
            }))
            all.append(finding);
}

} // namespace

GitSetup inspectGit(const QStringList &regions, const QStringList &directories,
                    const QString &profile) {
    const QString folder = QCoreApplication::applicationDirPath();
    GitSetup setup;
    setup.options.helper = codecommitlines::helperFor(folder);
    setup.options.profile = profile;
    setup.file = shownPath(globalGitConfig());
    setup.findings = setupFindings(setup.options, regions, QDir::homePath(), folder);
    for (const QString &directory : directories)
        if (QFileInfo(directory).isDir())
            addNew(setup.findings, repositoryFindings(setup.options, directory));
    QList<Finding> ticked = setup.findings;
    ticked.removeIf([](const Finding &finding) { return !finding.suggested; });
    setup.plan = planFor(setup.options, ticked);
    setup.guest = guestSetup(folder);
    return setup;
}

QList<Finding> conflictsFor(const QString &url, const QStringList &directories) {
    QList<Finding> found = helperConflicts({url}, readConfiguration(QDir::homePath()));
    for (const QString &directory : directories)
        if (QFileInfo(directory).isDir())
            addNew(found, helperConflicts({url}, readConfiguration(directory)) +
                              repositoryProblems(directory));
    found.removeIf(
        [](const Finding &finding) { return finding.weight == Finding::Weight::Clutter; });
    return found;
}

SetupPlan planFor(CodeCommitOptions options, const QList<Finding> &ticked) {
    QList<FileEdit> edits;
    for (const Finding &finding : ticked)
        if (const auto *edit = std::get_if<FileEdit>(&finding.repair))
            edits.append(*edit);
        else if (const auto *rewriting = std::get_if<UrlRewriting>(&finding.repair))
            options.insteadOf += rewriting->regions;
    options.insteadOf.removeDuplicates();
    return planCodeCommit(options, edits);
}

void applySetup(const SetupPlan &plan, const QList<Finding> &ticked) {
    if (!plan.isEmpty())
        apply(plan);
    for (const Finding &finding : ticked)
        if (const auto *password = std::get_if<StoredPassword>(&finding.repair))
            eraseStored(*password);
}

} // namespace vouch::ui
