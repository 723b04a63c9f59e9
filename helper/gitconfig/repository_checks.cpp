// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/repository_checks.h"

#include "codecommit/host.h"
#include "core/git_file.h"
#include "core/process.h"
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

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::RepositoryTraps)
};

/// A URL somewhere in the repository's files.
struct Place {
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
    static const QRegularExpression remote(uR"(\Acodecommit::([a-z0-9-]+)://)"_s);
    if (const auto match = remote.match(text); match.hasMatch())
        return match.captured(1);
    const std::string host = QUrl(text).host().toStdString();
    const auto parsed = codecommit::parseHost(host);
    return parsed ? QString::fromUtf8(parsed->region.data(), qsizetype(parsed->region.size()))
                  : QString();
}

bool isRemoteHelperUrl(const QString &text) {
    return text.startsWith("codecommit://"_L1) || text.startsWith("codecommit::"_L1);
}

/// As git rewrites it: the longest `url.BASE.insteadOf` that it begins with (git-config(1)).
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

QList<Place> remotesIn(const QList<ConfigRow> &rows) {
    QList<Place> places;
    for (const ConfigRow &row : rows) {
        const auto key = ConfigKey::of(row.key);
        if (key.section == "remote"_L1 &&
            (key.variable == "url"_L1 || key.variable == "pushurl"_L1))
            places.append({key.subsection, row});
    }
    return places;
}

QString topLevel(const QString &directory) {
    const auto result =
        runProcess(u"git"_s, {u"rev-parse"_s, u"--show-toplevel"_s}, {directory, {}, {}});
    return result.exitCode == 0 ? QString::fromUtf8(result.output).trimmed() : QString();
}

/// As the repository gives them to everybody, and as this clone has them.
QList<Place> submodulesIn(const QString &directory, const QList<ConfigRow> &rows) {
    QList<Place> places;
    const auto add = [&places](const ConfigRow &row) {
        const auto key = ConfigKey::of(row.key);
        if (key.section == "submodule"_L1 && key.variable == "url"_L1)
            places.append({key.subsection, row});
    };
    if (const QString top = topLevel(directory); !top.isEmpty()) {
        const QString file = top + u"/.gitmodules"_s;
        for (const auto &[key, value] : GitFile(file).entries())
            add({u"local"_s, file, key, value});
    }
    std::ranges::for_each(rows, add);
    return places;
}

QString withPeriod(const QString &text) {
    return text.endsWith(u'.') ? text : text + u'.';
}

/// A URL's trap with the place it stands in, mended there.
Finding placed(Finding finding, const Place &place, const QString &better) {
    finding.detail = u"%1. %2"_s.arg(shownPlace(place.row.file, place.row.line), finding.detail);
    if (better.isEmpty())
        return finding;
    const FileEdit edit{place.row.file,
                        {{u"--replace-all"_s, place.row.key, better,
                          codecommitlines::unsetValue(place.row.key, place.row.value).last()}}};
    finding.repair = edit;
    finding.command = shellCommandOf(edit);
    return finding;
}

/// The URL that does what this one was meant to do; empty where we cannot know it.
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

Finding submoduleTrap(const Place &place) {
    Finding finding;
    finding.name = u"codecommit-submodule"_s;
    finding.fact = Text::tr("The submodule %1 has a codecommit:// URL").arg(place.name);
    finding.detail = Text::tr("%1. git refuses such a URL for submodules.")
                         .arg(shownPlace(place.row.file, place.row.line));
    finding.fix = Text::tr("Rewrite codecommit:// URLs");
    finding.command = u"vouch setup codecommit --insteadof"_s;
    return finding;
}

Finding noRole(const Place &place, const Error &error) {
    Finding finding;
    finding.name = u"no-role"_s;
    finding.fact = Text::tr("No role is for the remote %1").arg(place.name);
    finding.detail = withPeriod(error.message());
    finding.fix = error.hint();
    static const QRegularExpression run(uR"((?:Run: |\A)((?:vouch|git) .+?)\.?\z)"_s);
    const auto match = run.match(error.hint());
    finding.command = match.hasMatch() ? match.captured(1) : u"vouch config add-role NAME ARN"_s;
    return finding;
}

} // namespace

std::optional<Finding> trapIn(const QString &text, Judge judge) {
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
        finding.fact = Text::tr("The URL has a user name in it");
        finding.detail = Text::tr("git then sends an empty password, and never asks Vouch.");
        finding.fix = Text::tr("Take the user name out");
        return finding;
    }
    if (!good.isEmpty()) {
        finding.name = u"not-https"_s;
        finding.fact = Text::tr("The URL is not an https one");
        finding.detail = Text::tr("Vouch signs in to CodeCommit over https only.");
        finding.fix = Text::tr("Change it to https");
        return finding;
    }
    if (judge == Judge::Similar && !text.contains("codecommit"_L1, Qt::CaseInsensitive))
        return std::nullopt;
    finding.name = u"unknown-host"_s;
    finding.fact = Text::tr("Vouch doesn't sign for this host");
    finding.detail =
        Text::tr("%1 is none of CodeCommit's.").arg(url.host().isEmpty() ? text : url.host());
    finding.fix = Text::tr("Use CodeCommit's own host name");
    finding.command =
        u"git ls-remote https://git-codecommit.REGION.amazonaws.com/v1/repos/REPOSITORY"_s;
    return finding;
}

QList<Finding> repositoryTraps(const QString &directory, const RoleRefusal &refusal) {
    QList<Finding> findings;
    const auto rows = readConfiguration(directory);
    for (const Place &place : remotesIn(rows)) {
        const QString url = rewritten(place.row.value, rows);
        if (const auto trap = trapIn(url, Judge::Similar)) {
            if (trap->name == "user-in-url"_L1 && !trapIn(place.row.value, Judge::Similar))
                continue; // an insteadOf writes it there: see authenticationTraps()
            Finding finding = placed(*trap, place, better(url));
            if (trap->name == "user-in-url"_L1)
                finding.fact = Text::tr("The remote %1 has a user name in its URL").arg(place.name);
            else if (trap->name == "not-https"_L1)
                finding.fact = Text::tr("The remote %1 has no https URL").arg(place.name);
            else {
                finding.fact = Text::tr("The remote %1 has a host that Vouch doesn't sign for")
                                   .arg(place.name);
                finding.command =
                    u"git -C %1 remote set-url %2 "
                    "https://git-codecommit.REGION.amazonaws.com/v1/repos/REPOSITORY"_s.arg(
                        shellQuoted(QDir::cleanPath(QDir(directory).absolutePath())),
                        shellQuoted(place.name));
            }
            findings.append(finding);
        } else if (refusal && isOurs(QUrl(url))) {
            const auto userName = effectiveCredentials(url, rows).userName;
            if (const auto error = refusal(url, userName))
                findings.append(noRole(place, *error));
        }
    }
    QStringList told;
    for (const Place &place : submodulesIn(directory, rows))
        if (isRemoteHelperUrl(rewritten(place.row.value, rows)) && !told.contains(place.name)) {
            told.append(place.name);
            findings.append(submoduleTrap(place));
        }
    return findings;
}

QStringList codeCommitRemotes(const QString &directory) {
    QStringList urls;
    const auto rows = readConfiguration(directory);
    for (const Place &place : remotesIn(rows)) {
        const QString url = rewritten(place.row.value, rows);
        if (QUrl(url).scheme() == "https"_L1 && isOurs(QUrl(url)) &&
            !urls.contains(withoutUser(url)))
            urls.append(withoutUser(url));
    }
    return urls;
}

QStringList regionsOf(const QString &directory) {
    QStringList regions;
    const auto rows = readConfiguration(directory);
    for (const Place &place : remotesIn(rows) + submodulesIn(directory, rows))
        if (const QString region = regionOf(place.row.value);
            !region.isEmpty() && !regions.contains(region))
            regions.append(region);
    return regions;
}

} // namespace vouch
