// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/repository_checks.h"

#include "codecommit/address.h"
#include "codecommit/host.h"
#include "core/git_file.h"
#include "core/process.h"
#include "core/shell_quoting.h"
#include "gitconfig/config_text.h"
#include "gitconfig/effective.h"
#include "gitconfig/known_helper.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::RepositoryChecks)
};

/// A URL in the repository's configuration or .gitmodules.
struct UrlEntry {
    QString name; ///< of the remote or the submodule
    ConfigRow row;
};

bool isOurs(const QUrl &url) {
    return codecommit::parseHost(url.host().toStdString()).has_value();
}

QString withoutUser(const QString &text) {
    QUrl url(text);
    url.setUserInfo({});
    return url.toString(QUrl::FullyEncoded);
}

QString regionOf(const QString &text) {
    if (const auto address = codecommit::parseAddress(text.toStdString()))
        return QString::fromStdString(address->region);
    const std::string host = QUrl(text).host().toStdString();
    const auto parsed = codecommit::parseHost(host);
    return parsed ? QString::fromUtf8(parsed->region.data(), qsizetype(parsed->region.size()))
                  : QString();
}

bool isRemoteHelperUrl(const QString &text) {
    return codecommit::isAddress(text.toStdString());
}

/// Applies the longest matching `url.BASE.insteadOf`, as git does (git-config(1)).
QString rewritten(const QString &text, const QList<ConfigRow> &rows) {
    QString base, longest;
    for (const ConfigRow &row : rows) {
        const auto key = ConfigKey::of(row.key);
        if (key.section == "url"_L1 && key.variable == "insteadof"_L1 &&
            text.startsWith(row.value) && row.value.size() > longest.size()) {
            base = key.subsection;
            longest = row.value;
        }
    }
    return base + text.sliced(longest.size());
}

QList<UrlEntry> remotesIn(const QList<ConfigRow> &rows) {
    QList<UrlEntry> entries;
    for (const ConfigRow &row : rows) {
        const auto key = ConfigKey::of(row.key);
        if (key.section == "remote"_L1 &&
            (key.variable == "url"_L1 || key.variable == "pushurl"_L1))
            entries.append({key.subsection, row});
    }
    return entries;
}

QString topLevel(const QString &directory) {
    const auto result =
        runProcess(u"git"_s, {u"rev-parse"_s, u"--show-toplevel"_s}, {directory, {}, {}});
    return result.exitCode == 0 ? QString::fromUtf8(result.output).trimmed() : QString();
}

/// From .gitmodules and from this clone's configuration.
QList<UrlEntry> submodulesIn(const QString &directory, const QList<ConfigRow> &rows) {
    QList<UrlEntry> entries;
    const auto add = [&entries](const ConfigRow &row) {
        const auto key = ConfigKey::of(row.key);
        if (key.section == "submodule"_L1 && key.variable == "url"_L1)
            entries.append({key.subsection, row});
    };
    if (const QString top = topLevel(directory); !top.isEmpty()) {
        const QString file = top + u"/.gitmodules"_s;
        for (const auto &[key, value] : GitFile(file).entries())
            add({u"local"_s, file, key, value});
    }
    std::ranges::for_each(rows, add);
    return entries;
}

QString withPeriod(const QString &text) {
    return text.endsWith(u'.') ? text : text + u'.';
}

/// A URL's problem, with where it is and an edit that fixes it there.
Finding located(Finding finding, const UrlEntry &entry, const QString &better) {
    finding.detail = u"%1. %2"_s.arg(shownPlace(entry.row.file, entry.row.line), finding.detail);
    if (better.isEmpty())
        return finding;
    const FileEdit edit{entry.row.file,
                        {{u"--replace-all"_s, entry.row.key, better,
                          codecommitlines::unsetValue(entry.row.key, entry.row.value).last()}}};
    finding.repair = edit;
    finding.command = shellCommandOf(edit);
    return finding;
}

/// The URL that was probably meant; empty if unknown.
QString better(const QString &text) {
    static const QRegularExpression ssh(
        uR"(\A(?:ssh://)?(?:[^/@]*@)?(git-codecommit(?:-fips)?\.[\w.-]+?)(?::\d+)?[:/]+(v1/repos/.+)\z)"_s);
    if (const auto match = ssh.match(text); match.hasMatch())
        return u"https://%1/%2"_s.arg(match.captured(1), match.captured(2));
    QUrl url(text);
    if (!isOurs(url))
        return {};
    url.setScheme(u"https"_s);
    return withoutUser(url.toString(QUrl::FullyEncoded));
}

Finding submoduleProblem(const UrlEntry &entry) {
    Finding finding;
    finding.name = u"codecommit-submodule"_s;
    finding.fact = Strings::tr("The submodule %1 has a codecommit:// URL").arg(entry.name);
    finding.detail = Strings::tr("%1. git doesn't allow such URLs for submodules.")
                         .arg(shownPlace(entry.row.file, entry.row.line));
    const auto address = codecommit::parseAddress(entry.row.value.toStdString());
    if (address && !address->region.empty() && address->profile.empty()) {
        const QString region = QString::fromStdString(address->region);
        finding.fix = Strings::tr("Let git use https for the codecommit:// URLs of %1").arg(region);
        finding.command = u"vouch setup codecommit --insteadof"_s;
        finding.repair = UrlRewriting{{region}};
        return finding;
    }
    if (address && address->profile.empty()) { // the command knows the usual region
        finding.fix = Strings::tr("Rewrite codecommit:// URLs");
        finding.command = u"vouch setup codecommit --insteadof"_s;
        return finding;
    }
    // git would take the role for a part of the repository's name.
    const bool hasRegion = address && !address->region.empty();
    const QString host = hasRegion ? QString::fromStdString(codecommit::hostIn(address->region))
                                   : u"git-codecommit.REGION.amazonaws.com"_s;
    const QString url = u"https://%1/v1/repos/%2"_s.arg(
        host, address ? QString::fromStdString(address->repository) : u"REPOSITORY"_s);
    finding.fix = Strings::tr("Change the submodule's URL to %1").arg(url);
    finding.command =
        u"git submodule set-url %1 %2"_s.arg(shellQuoted(entry.name), shellQuoted(url));
    return finding;
}

Finding noRole(const UrlEntry &entry, const Error &error) {
    Finding finding;
    finding.name = u"no-role"_s;
    finding.fact = Strings::tr("No role matches the remote %1").arg(entry.name);
    finding.detail = withPeriod(error.message());
    finding.fix = error.hint();
    static const QRegularExpression run(uR"((?:Run: |\A)((?:vouch|git) .+?)\.?\z)"_s);
    const auto match = run.match(error.hint());
    finding.command = match.hasMatch() ? match.captured(1) : u"vouch config add-role NAME ARN"_s;
    return finding;
}

} // namespace

std::optional<Finding> urlProblem(const QString &text, Judge judge) {
    if (isRemoteHelperUrl(text))
        return std::nullopt;
    const QUrl url(text);
    const QString good = better(text);
    Finding finding;
    finding.command = good.isEmpty() ? QString() : u"git ls-remote "_s + shellQuoted(good);
    if (url.scheme() == "https"_L1 && isOurs(url)) {
        if (url.userInfo().isEmpty() && !text.section(u'/', 2, 2).contains(u'@'))
            return std::nullopt;
        finding.name = u"user-in-url"_s;
        finding.fact = Strings::tr("The URL has a user name in it");
        finding.detail =
            Strings::tr("Because of this, git sends an empty password and never asks Vouch.");
        finding.fix = Strings::tr("Remove the user name");
        return finding;
    }
    if (!good.isEmpty()) {
        finding.name = u"not-https"_s;
        finding.fact = Strings::tr("The URL doesn't use https");
        finding.detail = Strings::tr("Vouch signs in to CodeCommit over https only.");
        finding.fix = Strings::tr("Change it to https");
        return finding;
    }
    if (judge == Judge::Similar && !text.contains("codecommit"_L1, Qt::CaseInsensitive))
        return std::nullopt;
    finding.name = u"unknown-host"_s;
    finding.fact = Strings::tr("Vouch doesn't support this host");
    finding.detail =
        Strings::tr("%1 isn't a CodeCommit host.").arg(url.host().isEmpty() ? text : url.host());
    finding.fix = Strings::tr("Use CodeCommit's host name");
    finding.command =
        u"git ls-remote https://git-codecommit.REGION.amazonaws.com/v1/repos/REPOSITORY"_s;
    return finding;
}

QList<Finding> repositoryProblems(const QString &directory, const RoleRefusal &refusal) {
    QList<Finding> findings;
    const auto rows = readConfiguration(directory);
    for (const UrlEntry &entry : remotesIn(rows)) {
        const QString url = rewritten(entry.row.value, rows);
        if (const auto problem = urlProblem(url, Judge::Similar)) {
            if (problem->name == "user-in-url"_L1 && !urlProblem(entry.row.value, Judge::Similar))
                continue; // added by an insteadOf: see authenticationConflicts()
            Finding finding = located(*problem, entry, better(url));
            if (problem->name == "user-in-url"_L1)
                finding.fact =
                    Strings::tr("The remote %1 has a user name in its URL").arg(entry.name);
            else if (problem->name == "not-https"_L1)
                finding.fact = Strings::tr("The remote %1 doesn't use https").arg(entry.name);
            else {
                finding.fact = Strings::tr("The remote %1 has a host that Vouch doesn't support")
                                   .arg(entry.name);
                finding.command =
                    u"git -C %1 remote set-url %2 "
                    "https://git-codecommit.REGION.amazonaws.com/v1/repos/REPOSITORY"_s.arg(
                        shellQuoted(QDir::cleanPath(QDir(directory).absolutePath())),
                        shellQuoted(entry.name));
            }
            findings.append(finding);
        } else if (refusal && isOurs(QUrl(url))) {
            const auto userName = effectiveCredentials(url, rows).userName;
            if (const auto error = refusal(url, userName))
                findings.append(noRole(entry, *error));
        }
    }
    QStringList reported;
    for (const UrlEntry &entry : submodulesIn(directory, rows))
        if (isRemoteHelperUrl(rewritten(entry.row.value, rows)) && !reported.contains(entry.name)) {
            reported.append(entry.name);
            findings.append(submoduleProblem(entry));
        }
    return findings;
}

QStringList codeCommitRemotes(const QString &directory) {
    QStringList urls;
    const auto rows = readConfiguration(directory);
    for (const UrlEntry &entry : remotesIn(rows)) {
        const QString url = rewritten(entry.row.value, rows);
        if (QUrl(url).scheme() == "https"_L1 && isOurs(QUrl(url)) &&
            !urls.contains(withoutUser(url)))
            urls.append(withoutUser(url));
    }
    return urls;
}

QStringList regionsOf(const QString &directory) {
    QStringList regions;
    const auto rows = readConfiguration(directory);
    for (const UrlEntry &entry : remotesIn(rows) + submodulesIn(directory, rows))
        if (const QString region = regionOf(entry.row.value);
            !region.isEmpty() && !regions.contains(region))
            regions.append(region);
    return regions;
}

} // namespace vouch
