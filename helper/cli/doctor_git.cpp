// SPDX-License-Identifier: Apache-2.0
#include "cli/doctor_git.h"

#include "core/error.h"
#include "core/process.h"
#include "gitconfig/authentication_checks.h"
#include "gitconfig/configuration.h"
#include "gitconfig/effective.h"
#include "gitconfig/helper_conflicts.h"
#include "gitconfig/known_helper.h"
#include "gitconfig/repository_checks.h"
#include "gitconfig/stored_passwords.h"
#include "settings/settings_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QVersionNumber>

#include <algorithm>
#include <array>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using State = Line::State;

namespace {

/// From here on git reads host patterns in the sections of its credential configuration (its
/// release notes), which are all that Vouch's set-up writes.
const QVersionNumber readsPatterns(2, 26);
/// From here on git knows `password_expiry_utc`.
const QVersionNumber knowsExpiry(2, 40);

Line failedLine(const QString &name, const Error &error) {
    return {name, State::Problem, error.message(), error.hint()};
}

void checkVersion(Report &report) {
    report.add(
        judgeGitVersion(QString::fromUtf8(runProcess(u"git"_s, {u"version"_s}).output).trimmed()));
}

/// The user name that git sends along for this host; one for every host, an e-mail perhaps, is no
/// request for a role.
QString userNameFor(const QString &url, const QList<ConfigRow> &rows) {
    QString name = effectiveCredentials(url, rows).userName;
    for (const ConfigRow &row : rows)
        if (row.key == "credential.username"_L1 && row.value == name)
            name.clear();
    return name;
}

/// Whether git can start what is configured as Vouch. `store` is nothing to it.
bool helperRuns(const QString &url, const QList<ConfigRow> &rows) {
    for (const ConfigRow &row : effectiveCredentials(url, rows).asked)
        if (kindOfHelper(row.value) == HelperKind::Vouch)
            return runProcess(u"sh"_s, {u"-c"_s, shellCommandOf(row.value) + u" store"_s})
                       .exitCode == 0;
    return false;
}

void checkHelpers(Report &report, const Subject &subject, const QList<ConfigRow> &rows) {
    const QStringList urls = subject.url.isEmpty() ? urlsToJudge(rows) : QStringList{subject.url};
    const QString folder = QCoreApplication::applicationDirPath();
    QList<Finding> findings = remoteHelperConflict(rows, folder);
    if (!subject.byRemoteHelper)
        findings += helperConflicts(urls, rows);
    const bool asked = std::ranges::none_of(
        findings, [](const Finding &finding) { return finding.weight == Finding::Weight::Breaks; });
    if (asked && !subject.byRemoteHelper && !helperRuns(urls.first(), rows))
        report.add({u"helper"_s, State::Problem,
                    u"git is to ask Vouch about CodeCommit, but does not find its program "
                    "git-credential-vouch."_s,
                    u"vouch setup codecommit"_s});
    else if (asked)
        report.add(
            {u"helper"_s, State::Ok, u"git asks Vouch about CodeCommit, and nobody else."_s, {}});
    for (const Finding &finding : findings)
        report.add(lineOf(finding));
    QList<Finding> traps = repositoryTraps(QDir::currentPath());
    const QList<Finding> authentication = authenticationTraps(urls, rows);
    traps += authentication;
    const auto trap = trapIn(subject.address, Judge::Similar);
    const bool byRule = trap && trap->name == "user-in-url"_L1 &&
                        std::ranges::find(authentication, u"user-by-insteadof"_s, &Finding::name) !=
                            authentication.end();
    const bool alsoHere =
        byRule || (trap && std::ranges::find(traps, trap->name, &Finding::name) != traps.end());
    if (trap && !alsoHere)
        traps.append(*trap);
    for (const Finding &each : traps)
        report.add(lineOf(each));
}

void checkStoredPasswords(Report &report, const Subject &subject, const QList<ConfigRow> &rows) {
    const QStringList hosts =
        subject.url.isEmpty() ? hostsToAskAbout(rows) : QStringList{subject.host()};
    const auto stored = storedPasswords(keepingHelpers(rows), hosts);
    for (const StoredPassword &password : stored)
        report.add(lineOf(findingOf(password)));
    if (stored.isEmpty())
        report.add({u"stored-password"_s,
                    State::Ok,
                    u"No other helper holds a CodeCommit password."_s,
                    {}});
}

/// Whether the settings have Vouch trust the authorities of that file when it talks to AWS.
bool trustsForAws(const QString &file) {
    Settings settings;
    try {
        settings = SettingsFile(SettingsFile::standardPath()).read();
    } catch (const Error &) {
        return true; // what is wrong with them is said elsewhere
    }
    const QString used = settings.caBundleAws.isEmpty() ? settings.caBundle : settings.caBundleAws;
    return QFileInfo(used) == QFileInfo(file);
}

/// Variables that win over every configuration; their values are nobody's business.
void checkEnvironment(Report &report) {
    static constexpr std::array names{
        "GIT_SSL_CAINFO",   "GIT_SSL_CAPATH",      "SSL_CERT_FILE",    "SSL_CERT_DIR",
        "AWS_CA_BUNDLE",    "GIT_ASKPASS",         "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS",
        "https_proxy",      "HTTPS_PROXY",         "all_proxy",        "ALL_PROXY",
        "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS"};
    if (qEnvironmentVariableIsSet("GIT_SSL_NO_VERIFY"))
        report.add({u"environment"_s, State::Warning,
                    u"GIT_SSL_NO_VERIFY is set: git hands your passwords to anybody in between."_s,
                    u"unset GIT_SSL_NO_VERIFY"_s});
    if (const QString file = qEnvironmentVariable("AWS_CA_BUNDLE");
        !file.isEmpty() && !trustsForAws(file))
        report.add({u"environment"_s, State::Warning,
                    u"AWS_CA_BUNDLE is set here, and Vouch does not use it: an application that "
                    "git starts goes by the settings alone."_s,
                    u"vouch config set ca-bundle-aws \"$AWS_CA_BUNDLE\""_s});
    QStringList set;
    for (const char *name : names)
        if (!qEnvironmentVariableIsEmpty(name))
            set.append(QLatin1StringView(name));
    report.add({u"environment"_s,
                State::Ok,
                set.isEmpty()
                    ? u"No variable bends git."_s
                    : u"These variables are set, and win over git's configuration: %1."_s.arg(
                          set.join(", "_L1)),
                {}});
}

} // namespace

Line lineOf(const Finding &finding) {
    // git works without its path, too: Vouch reads it from git's command line.
    const bool breaks = finding.weight == Finding::Weight::Breaks && finding.name != "no-path"_L1;
    return {finding.name, breaks ? State::Problem : State::Warning,
            (finding.fact + u". "_s + finding.detail).trimmed(),
            finding.command.isEmpty() ? finding.fix : finding.command};
}

Line judgeGitVersion(const QString &said) {
    static const QRegularExpression form(uR"(\Agit version (\d+(\.\d+)+))"_s);
    const auto version = QVersionNumber::fromString(form.match(said).captured(1));
    Line line{u"git"_s, State::Ok, said + u'.', {}};
    if (version.isNull()) {
        line.state = State::Warning;
        line.message = u"git does not say its version."_s;
    } else if (version < readsPatterns) {
        line.state = State::Problem;
        line.message += u" It is too old for Vouch's lines in its configuration."_s;
        line.fix = u"Install git 2.26 or newer."_s;
    } else if (version < knowsExpiry) {
        line.message += u" It does not know that passwords end (2.40 does)."_s;
    }
    return line;
}

bool checkGit(Report &report, Subject &subject) {
    try {
        checkVersion(report);
        const auto rows = readConfiguration();
        if (subject.userName.isEmpty() && !subject.url.isEmpty() && !subject.byRemoteHelper)
            subject.userName = userNameFor(subject.url, rows);
        checkHelpers(report, subject, rows);
        checkStoredPasswords(report, subject, rows);
        checkEnvironment(report);
        return true;
    } catch (const Error &error) {
        report.add(failedLine(u"git"_s, error));
        return false;
    }
}

} // namespace vouch::cli
