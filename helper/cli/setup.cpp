// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/commands.h"

#include "core/error.h"
#include "gitconfig/codecommit_setup.h"
#include "gitconfig/config_text.h"
#include "gitconfig/repository_checks.h"
#include "gitconfig/setup_findings.h"
#include "settings/names.h"
#include "settings/settings_file.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The regions of the user's roles and environment.
QStringList likelyRegions() {
    QStringList regions;
    try {
        const Settings settings = SettingsFile().read();
        if (const Role *role = usualRole(settings))
            regions.append(role->region);
        for (const Role &role : settings.roles)
            regions.append(role.region);
    } catch (const Error &) { // git can be set up without them
    }
    for (const char *name : {"AWS_REGION", "AWS_DEFAULT_REGION"})
        regions.append(qEnvironmentVariable(name).toLower());
    regions.removeAll(QString());
    regions.removeDuplicates();
    return regions;
}

QStringList regionsToRewrite(const QString &named) {
    QStringList regions = named.isEmpty() ? QStringList() : QStringList{named};
    regions += regionsOf(QDir::currentPath());
    if (regions.isEmpty())
        regions = likelyRegions().first(std::min<qsizetype>(likelyRegions().size(), 1));
    if (regions.isEmpty())
        throw Error(
            Error::Kind::NotFound, u"The region for codecommit:// URLs is not known."_s,
            u"Run this inside such a repository, or add a region, such as --region us-east-1."_s);
    regions.removeDuplicates();
    return regions;
}

void show(const SetupPlan &plan) {
    for (const DifferenceRow &row : plan.rows())
        print(QString(row.text).replace(u'\t', u"    "_s));
}

void show(const QList<Finding> &found) {
    if (found.isEmpty())
        return;
    print({});
    print(found.size() == 1 ? u"1 thing to clean up:"_s
                            : u"%1 things to clean up:"_s.arg(found.size()));
    for (const Finding &finding : found) {
        print(u"* %1"_s.arg(finding.fact));
        print(u"  %1"_s.arg(finding.detail));
        print(u"  To fix it: %1"_s.arg(finding.command.isEmpty() ? finding.fix : finding.command));
    }
    if (std::ranges::any_of(found, [](const Finding &finding) {
            return finding.suggested && finding.repair.index() != 0;
        }))
        print(u"To fix what Vouch can fix, run: vouch setup codecommit --clear-up"_s);
}

/// Fixes what can be fixed here, and returns the rest. Edits of git's configuration are added to
/// `edits`.
QList<Finding> clearUp(QList<Finding> found, QList<FileEdit> &edits, bool dryRun) {
    found.removeIf([&](const Finding &finding) {
        if (!finding.suggested || finding.repair.index() == 0)
            return false;
        if (const auto *edit = std::get_if<FileEdit>(&finding.repair)) {
            edits.append(*edit);
            return true;
        }
        if (!dryRun)
            eraseStored(std::get<StoredPassword>(finding.repair));
        print((dryRun ? u"Would remove: %1 %2"_s : u"Removed: %1 %2"_s)
                  .arg(finding.fact + u'.', finding.detail));
        return true;
    });
    return found;
}

int undo() {
    const auto undone = undoCodeCommit();
    if (undone.isEmpty())
        print(u"Git isn't set up to use Vouch. Nothing to change."_s);
    for (const auto &[path, how, copies] : undone) {
        const QString shown = shownPath(path);
        switch (how) {
        case Undone::How::PutBack:
            print(u"Restored %1."_s.arg(shown));
            break;
        case Undone::How::Removed:
            print(u"Removed %1, which did not exist before."_s.arg(shown));
            break;
        case Undone::How::LinesRemoved:
            print(u"%1 has changed since setup, so only Vouch's lines were removed."_s.arg(shown));
            if (!copies.isEmpty())
                print(u"The original is saved in %1."_s.arg(shownPath(copies)));
            break;
        }
    }
    return Done;
}

} // namespace

int setupCodeCommit(const QCommandLineParser &line) {
    const bool dryRun = line.isSet(u"dry-run"_s);
    if (line.isSet(u"undo"_s)) {
        if (line.optionNames().size() != 1)
            throw UsageError{u"--undo can't be combined with other options."_s};
        return undo();
    }

    CodeCommitOptions options{codecommitlines::helperFor(QCoreApplication::applicationDirPath()),
                              line.value(u"region"_s).toLower(),
                              line.value(u"profile"_s),
                              {}};
    codecommitlines::patterns(options.region); // reports an invalid region first
    if (line.isSet(u"insteadof"_s))
        options.insteadOf = regionsToRewrite(options.region);

    QList<Finding> found = setupFindings(options, likelyRegions(), QDir::currentPath(),
                                         QCoreApplication::applicationDirPath());
    QList<FileEdit> edits;
    if (line.isSet(u"clear-up"_s))
        found = clearUp(found, edits, dryRun);
    const SetupPlan plan = planCodeCommit(options, edits);
    if (plan.isEmpty()) {
        print(u"Git is already set up. Nothing to change."_s);
    } else {
        show(plan);
        const auto [added, removed] = plan.count();
        print(u"%1: %2 added, %3 removed"_s.arg(
            plan.files.size() == 1 ? u"1 file"_s : u"%1 files"_s.arg(plan.files.size()),
            QString::number(added), QString::number(removed)));
        if (!dryRun) {
            const QString copies = apply(plan);
            print(u"Git now uses Vouch for CodeCommit. A backup is in %1; to restore it, run: "
                  "vouch setup codecommit --undo"_s.arg(shownPath(copies)));
        }
    }
    show(found);
    return Done;
}

} // namespace vouch::cli
