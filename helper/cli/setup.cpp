// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/paint.h"

#include "core/error.h"
#include "gitconfig/codecommit_setup.h"
#include "gitconfig/config_text.h"
#include "gitconfig/guest_system.h"
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

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

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
            Error::Kind::NotFound, Strings::tr("The region for codecommit:// URLs is not known."),
            Strings::tr(
                "Run this inside such a repository, or add a region, such as --region us-east-1."));
    regions.removeDuplicates();
    return regions;
}

QString lineCount(int lines) {
    return lines == 1 ? Strings::tr("1 line") : Strings::tr("%1 lines").arg(lines);
}

void showLines(const SetupPlan &plan) {
    for (const DifferenceRow &row : plan.rows()) {
        const Tone tone = row.kind == DifferenceRow::Kind::Added     ? Tone::Good
                          : row.kind == DifferenceRow::Kind::Removed ? Tone::Bad
                                                                     : Tone::Faint;
        printPainted({{QString(row.text).replace(u'\t', u"    "_s), tone}});
    }
}

/// What changes, a line for each file.
void showFiles(const SetupPlan &plan) {
    for (const SetupPlan::File &file : plan.files) {
        const auto [added, removed] = SetupPlan{{file}}.count();
        print(Strings::tr("%1: %2 added, %3 removed")
                  .arg(shownPath(file.path), lineCount(added), QString::number(removed)));
    }
}

void show(const QList<Finding> &found) {
    if (found.isEmpty())
        return;
    print({});
    print(found.size() == 1 ? Strings::tr("1 thing to clean up:")
                            : Strings::tr("%1 things to clean up:").arg(found.size()));
    for (const Finding &finding : found) {
        print(u"* %1"_s.arg(finding.fact));
        print(u"  %1"_s.arg(finding.detail));
        print(Strings::tr("  To fix it: %1")
                  .arg(finding.command.isEmpty() ? finding.fix : finding.command));
    }
    if (std::ranges::any_of(found, [](const Finding &finding) {
            return finding.suggested && finding.repair.index() != 0;
        }))
        print(Strings::tr("To fix what Vouch can fix, run: vouch setup codecommit --clear-up"));
}

/// Fixes what can be fixed here, and returns the rest. Edits of git's configuration are added to
/// `edits`, and rewritings to `options`.
QList<Finding> clearUp(QList<Finding> found, CodeCommitOptions &options, QList<FileEdit> &edits,
                       bool dryRun) {
    found.removeIf([&](const Finding &finding) {
        if (!finding.suggested || finding.repair.index() == 0)
            return false;
        if (const auto *edit = std::get_if<FileEdit>(&finding.repair)) {
            edits.append(*edit);
            return true;
        }
        if (const auto *rewriting = std::get_if<UrlRewriting>(&finding.repair)) {
            options.insteadOf += rewriting->regions;
            options.insteadOf.removeDuplicates();
            return true;
        }
        if (!dryRun)
            eraseStored(std::get<StoredPassword>(finding.repair));
        print((dryRun ? Strings::tr("Would remove: %1 %2") : Strings::tr("Removed: %1 %2"))
                  .arg(finding.fact + u'.', finding.detail));
        return true;
    });
    return found;
}

int undo() {
    const auto undone = undoCodeCommit();
    if (undone.isEmpty())
        print(Strings::tr("Git isn't set up to use Vouch. Nothing to change."));
    for (const auto &[path, how, copies] : undone) {
        const QString shown = shownPath(path);
        switch (how) {
        case Undone::How::PutBack:
            print(Strings::tr("Restored %1.").arg(shown));
            break;
        case Undone::How::Removed:
            print(Strings::tr("Removed %1, which did not exist before.").arg(shown));
            break;
        case Undone::How::LinesRemoved:
            print(Strings::tr("%1 has changed since setup, so only Vouch's lines were removed.")
                      .arg(shown));
            if (!copies.isEmpty())
                print(Strings::tr("The original is saved in %1.").arg(shownPath(copies)));
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
            throw UsageError{Strings::tr("--undo can't be combined with other options.")};
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
        found = clearUp(found, options, edits, dryRun);
    const SetupPlan plan = planCodeCommit(options, edits);
    if (plan.isEmpty()) {
        print(Strings::tr("Git is already set up. Nothing to change."));
    } else {
        if (dryRun || line.isSet(u"verbose"_s))
            showLines(plan);
        showFiles(plan);
        if (!dryRun) {
            const QString copies = apply(plan);
            print(Strings::tr(
                      "Git now uses Vouch for CodeCommit. A backup is in %1; to restore it, run: "
                      "vouch setup codecommit --undo")
                      .arg(shownPath(copies)));
        }
    }
    show(found);
    if (const auto guest = guestSetup(QCoreApplication::applicationDirPath(), options.region)) {
        print({});
        print(guest->explanation);
        print(u"  "_s + guest->command);
    }
    return Done;
}

} // namespace vouch::cli
