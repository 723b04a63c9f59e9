// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/helper_conflicts.h"

#include "codecommit/host.h"
#include "gitconfig/config_text.h"
#include "gitconfig/effective.h"
#include "gitconfig/global_file.h"
#include "gitconfig/known_helper.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>
#include <string>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::HelperConflicts)
};

QString setUpCommand() {
    return u"vouch setup codecommit"_s;
}

bool isRepositorys(const ConfigRow &row) {
    return row.scope == "local"_L1 || row.scope == "worktree"_L1;
}
bool isEnvironments(const ConfigRow &row) {
    return row.scope == "command"_L1;
}

/// "payments-api" of ~/work/payments-api/.git/config, and of .git/modules/payments-api/config.
QString repositoryName(const QString &file) {
    QString folder = QFileInfo(file).path();
    if (folder.endsWith("/.git"_L1))
        folder.chop(5);
    return folder.section(u'/', -1);
}

Finding finding(const char *name, const QString &fact, const QString &detail) {
    Finding finding;
    finding.name = QLatin1StringView(name);
    finding.fact = fact;
    finding.detail = detail;
    return finding;
}

Finding fixedBySetup(Finding finding) {
    finding.fix = Strings::tr("Set up git");
    finding.command = setUpCommand();
    return finding;
}

Finding fixedByEdit(Finding finding, const QString &fix, const FileEdit &edit) {
    finding.fix = fix;
    finding.command = shellCommandOf(edit);
    finding.repair = edit;
    return finding;
}

Finding fixedByUnset(Finding finding) {
    finding.fix = Strings::tr("Remove it from the environment");
    finding.command = u"unset GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS"_s;
    return finding;
}

QString placeInFile(const ConfigRow &row) {
    return shownPlace(row.file, row.line);
}

/// A helper that git asks besides ours, or instead of it.
Finding competingHelper(const ConfigRow &row) {
    const auto kind = kindOfHelper(row.value);
    if (isRepositorys(row))
        return fixedByEdit(
            finding(
                "repository-helper",
                Strings::tr("The repository %1 has its own helper").arg(repositoryName(row.file)),
                Strings::tr("%1. %2").arg(placeInFile(row), effectOf(kind))),
            Strings::tr("Remove it from this repository"),
            {row.file, {codecommitlines::unsetValue(row.key, row.value)}});
    const QString also =
        Strings::tr("git also uses %1 for CodeCommit").arg(nameOfHelper(row.value));
    if (isEnvironments(row))
        return fixedByUnset(finding(
            "environment-helper", also,
            Strings::tr("The command line or the environment adds it. %1").arg(effectOf(kind))));
    return fixedBySetup(
        finding("other-helper", also, Strings::tr("%1. %2").arg(placeInFile(row), effectOf(kind))));
}

/// Why git doesn't ask Vouch.
Finding vouchNotAsked(const EffectiveCredentials &effective, const QString &host) {
    const bool meant = std::ranges::any_of(effective.switchedOff, [](const ConfigRow &row) {
        return kindOfHelper(row.value) == HelperKind::Vouch;
    });
    if (meant && !effective.clearing.isEmpty()) {
        const ConfigRow &row = effective.clearing.last();
        if (isRepositorys(row))
            return fixedByEdit(
                finding(
                    "repository-switches-off",
                    Strings::tr("The repository %1 disables Vouch").arg(repositoryName(row.file)),
                    Strings::tr("%1. An empty helper there clears all other helpers.")
                        .arg(placeInFile(row))),
                Strings::tr("Remove it from this repository"),
                {row.file, {codecommitlines::unsetValue(row.key, QString())}});
        if (isEnvironments(row)) {
            Finding off = finding(
                "environment-switches-off", Strings::tr("The program that runs git disables Vouch"),
                Strings::tr("It clears all helpers. A codecommit:// remote still works."));
            off.fix = Strings::tr("Use a codecommit:// remote");
            const std::string name = host.toStdString(); // `parsed` points into it
            const auto parsed = codecommit::parseHost(name);
            off.command = u"git remote set-url origin codecommit::%1://REPOSITORY"_s.arg(
                parsed ? QString::fromUtf8(parsed->region.data(), qsizetype(parsed->region.size()))
                       : u"REGION"_s);
            return off;
        }
    }
    return fixedBySetup(
        finding("vouch-not-asked", Strings::tr("git doesn't use Vouch for CodeCommit"),
                Strings::tr("Vouch isn't configured as a helper for %1.").arg(host)));
}

Finding withoutPath(const QString &host, const QList<ConfigRow> &rows) {
    const QString fact = Strings::tr("git doesn't tell helpers which repository it needs");
    for (const ConfigRow &row : rows)
        if (isRepositorys(row) && ConfigKey::of(row.key).section == "credential"_L1 &&
            ConfigKey::of(row.key).variable == "usehttppath"_L1)
            return fixedByEdit(
                finding("no-path", fact,
                        Strings::tr("%1 turns useHttpPath off.").arg(placeInFile(row))),
                Strings::tr("Remove it from this repository"),
                {row.file, {codecommitlines::unsetValue(row.key, row.value)}});
    return fixedBySetup(
        finding("no-path", fact, Strings::tr("useHttpPath is not set for %1.").arg(host)));
}

/// Removes one helper, or its whole section if nothing else is in it.
FileEdit removal(const ConfigRow &row, const QList<ConfigRow> &rows) {
    const auto key = ConfigKey::of(row.key);
    const bool alone =
        !key.subsection.isNull() && std::ranges::all_of(rows, [&](const ConfigRow &other) {
            const auto its = ConfigKey::of(other.key);
            return other.file != row.file || its.section != key.section ||
                   its.subsection != key.subsection || its.variable == "usehttppath"_L1 ||
                   (its.variable == "helper"_L1 &&
                    (other.value == row.value || other.value.isEmpty()));
        });
    if (alone)
        return {row.file, {{u"--remove-section"_s, u"credential."_s + key.subsection}}};
    return {row.file, {codecommitlines::unsetValue(row.key, row.value)}};
}

/// The number of lines that an edit removes.
int linesOf(const FileEdit &edit) {
    const GitFile file(edit.file);
    int lines = 0;
    for (const auto &row :
         difference({}, file.content().value_or(QByteArray()), file.changed(edit.commands)))
        lines += row.kind == DifferenceRow::Kind::Removed ? 1 : 0;
    return lines;
}

/// An older helper for CodeCommit that no longer has an effect.
Finding older(const ConfigRow &row, const QList<ConfigRow> &rows) {
    const auto kind = kindOfHelper(row.value);
    const bool awss = kind == HelperKind::AwsCli || kind == HelperKind::AwsVault;
    Finding old =
        finding("older-helper",
                awss ? Strings::tr("An older AWS helper is still listed")
                     : Strings::tr("An older helper for CodeCommit is still listed"),
                Strings::tr("%1. Vouch's configuration overrides it, so it has no effect.")
                    .arg(placeInFile(row)));
    old.weight = Finding::Weight::Clutter;
    const FileEdit edit = removal(row, rows);
    const int lines = linesOf(edit);
    return fixedByEdit(old,
                       lines == 1 ? Strings::tr("Remove this line")
                                  : Strings::tr("Remove these %n line(s)", nullptr, lines),
                       edit);
}

bool isOld(const ConfigRow &row) {
    const auto kind = kindOfHelper(row.value);
    const bool writable = row.scope == "global"_L1 || isRepositorys(row);
    return writable && kind != HelperKind::Vouch &&
           (kind == HelperKind::AwsCli || kind == HelperKind::AwsVault ||
            codecommitlines::isCodeCommit(ConfigKey::of(row.key).subsection));
}

} // namespace

QList<ConfigRow> withSetup(const QList<ConfigRow> &rows, const CodeCommitOptions &options) {
    const QString global = globalGitConfig();
    QList<GitFile::Entry> entries;
    for (const ConfigRow &row : rows)
        if (row.file == global)
            entries.append({row.key, row.value});
    const auto wanted = codecommitlines::wanted(options, entries);
    const auto replaced = [&](const ConfigRow &row) {
        const auto key = ConfigKey::of(row.key);
        return row.file == global && key.section == "credential"_L1 &&
               std::ranges::any_of(wanted, [&key](const GitFile::Entry &entry) {
                   return ConfigKey::of(entry.key).subsection == key.subsection;
               });
    };
    QList<ConfigRow> after;
    std::ranges::remove_copy_if(rows, std::back_inserter(after), replaced);
    const auto later = std::ranges::find_if(
        after, [](const ConfigRow &row) { return isRepositorys(row) || isEnvironments(row); });
    QList<ConfigRow> ours;
    for (const auto &[key, value] : wanted)
        ours.append({u"global"_s, global, key, value});
    auto at = later - after.begin();
    for (const ConfigRow &row : ours)
        after.insert(at++, row);
    return after;
}

QList<Finding> helperConflicts(const QStringList &urls, const QList<ConfigRow> &rows) {
    QList<Finding> findings;
    const auto add = [&findings](const Finding &finding) {
        const bool known = std::ranges::any_of(findings, [&finding](const Finding &other) {
            return other.name == finding.name && other.command == finding.command &&
                   other.detail == finding.detail;
        });
        if (!known)
            findings.append(finding);
    };
    for (const QString &url : urls) {
        const auto effective = effectiveCredentials(url, rows);
        const QString host = QUrl(url).host();
        bool ours = false;
        for (const ConfigRow &row : effective.asked)
            if (kindOfHelper(row.value) == HelperKind::Vouch)
                ours = true;
            else
                add(competingHelper(row));
        if (!ours)
            add(vouchNotAsked(effective, host));
        else if (!effective.namesRepository)
            add(withoutPath(host, rows));
        for (const ConfigRow &row : effective.switchedOff)
            if (isOld(row))
                add(older(row, rows));
    }
    return findings;
}

QList<Finding> remoteHelperConflict(const QList<ConfigRow> &rows, const QString &folder) {
    const QString program = u"git-remote-codecommit"_s;
    const QString found = QStandardPaths::findExecutable(program);
    const bool rewritten = std::ranges::any_of(rows, [](const ConfigRow &row) {
        return row.value == "codecommit://"_L1 && row.key.endsWith(".insteadof"_L1);
    });
    const QString own = QStandardPaths::findExecutable(program, {folder}); // with .exe on Windows
    const QString ours = QFileInfo(own).canonicalFilePath();
    if (found.isEmpty() || rewritten || QFileInfo(found).canonicalFilePath() == ours)
        return {};
    Finding other =
        finding("remote-helper", Strings::tr("codecommit:// remotes use another program"),
                Strings::tr("%1 comes first on the PATH. It signs with the AWS CLI's keys and "
                            "exposes its passwords to other programs.")
                    .arg(shownPath(found)));
    other.weight = Finding::Weight::Clutter;
    other.fix = Strings::tr("Rewrite codecommit:// remotes");
    other.command = setUpCommand() + u" --insteadof"_s;
    return {other};
}

} // namespace vouch
