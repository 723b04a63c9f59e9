// SPDX-License-Identifier: Apache-2.0
#include "cli/doctor_git.h"

#include "core/error.h"
#include "gitconfig/authentication_checks.h"
#include "gitconfig/configuration.h"
#include "gitconfig/effective.h"
#include "gitconfig/git_programs.h"
#include "gitconfig/helper_conflicts.h"
#include "gitconfig/repository_checks.h"
#include "gitconfig/stored_passwords.h"
#include "gitconfig/urls_to_check.h"
#include "settings/settings_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using State = CheckResult::State;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

void checkHelpers(Report &report, const Subject &subject, const QList<ConfigRow> &rows) {
    const QStringList urls = subject.url.isEmpty() ? urlsToCheck(rows) : QStringList{subject.url};
    const QString folder = QCoreApplication::applicationDirPath();
    QList<Finding> findings = remoteHelperConflict(rows, folder);
    if (!subject.byRemoteHelper)
        findings += helperConflicts(urls, rows);
    const bool usesVouch = std::ranges::none_of(
        findings, [](const Finding &finding) { return finding.weight == Finding::Weight::Breaks; });
    if (usesVouch && !subject.byRemoteHelper)
        report.add(checkHelperProgram(urls.first(), rows, QCoreApplication::applicationVersion()));
    else if (usesVouch)
        report.add({u"helper"_s,
                    State::Ok,
                    Strings::tr("git uses Vouch, and no other helper, for CodeCommit."),
                    {}});
    for (const Finding &finding : findings)
        report.add(resultOf(finding));
    QList<Finding> conflicts = repositoryProblems(QDir::currentPath());
    const QList<Finding> authentication = authenticationConflicts(urls, rows);
    conflicts += authentication;
    const auto inUrl = urlProblem(subject.address, Judge::Similar);
    const bool byRule = inUrl && inUrl->name == "user-in-url"_L1 &&
                        std::ranges::find(authentication, u"user-by-insteadof"_s, &Finding::name) !=
                            authentication.end();
    const bool alreadyFound =
        byRule ||
        (inUrl && std::ranges::find(conflicts, inUrl->name, &Finding::name) != conflicts.end());
    if (inUrl && !alreadyFound)
        conflicts.append(*inUrl);
    for (const Finding &conflict : conflicts)
        report.add(resultOf(conflict));
}

void checkStoredPasswords(Report &report, const Subject &subject, const QList<ConfigRow> &rows) {
    const QStringList hosts =
        subject.url.isEmpty() ? hostsToQuery(rows) : QStringList{subject.host()};
    const auto stored = storedPasswords(storingHelpers(rows), hosts);
    for (const StoredPassword &password : stored)
        report.add(resultOf(findingOf(password)));
    if (stored.isEmpty())
        report.add({u"stored-password"_s,
                    State::Ok,
                    Strings::tr("No other helper stores a CodeCommit password."),
                    {}});
}

/// Whether Vouch's settings use this CA file for AWS.
bool trustsForAws(const QString &file) {
    Settings settings;
    try {
        settings = SettingsFile().read();
    } catch (const Error &) {
        return true; // the application reports what is wrong with them
    }
    const QString used = settings.caBundleAws.isEmpty() ? settings.caBundle : settings.caBundleAws;
    return QFileInfo(used) == QFileInfo(file);
}

/// Variables that override the configuration. Reports their names only, not their values.
void checkEnvironment(Report &report) {
    static constexpr std::array names{
        "GIT_SSL_CAINFO",   "GIT_SSL_CAPATH",      "SSL_CERT_FILE",    "SSL_CERT_DIR",
        "AWS_CA_BUNDLE",    "GIT_ASKPASS",         "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS",
        "https_proxy",      "HTTPS_PROXY",         "all_proxy",        "ALL_PROXY",
        "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS"};
    if (qEnvironmentVariableIsSet("GIT_SSL_NO_VERIFY"))
        report.add({u"environment"_s, State::Warning,
                    Strings::tr("GIT_SSL_NO_VERIFY is set, so anyone on the network path can "
                                "intercept your passwords."),
                    u"unset GIT_SSL_NO_VERIFY"_s});
    if (const QString file = qEnvironmentVariable("AWS_CA_BUNDLE");
        !file.isEmpty() && !trustsForAws(file))
        report.add(
            {u"environment"_s, State::Warning,
             Strings::tr("AWS_CA_BUNDLE is set, but Vouch doesn't use it. Vouch only reads its own "
                         "settings."),
             u"vouch config set ca-bundle-aws \"$AWS_CA_BUNDLE\""_s});
    QStringList set;
    for (const char *name : names)
        if (!qEnvironmentVariableIsEmpty(name))
            set.append(QLatin1StringView(name));
    report.add({u"environment"_s,
                State::Ok,
                set.isEmpty()
                    ? Strings::tr("No environment variable overrides git's configuration.")
                    : Strings::tr("These environment variables override git's configuration: %1.")
                          .arg(set.join(", "_L1)),
                {}});
}

} // namespace

CheckResult resultOf(const Finding &finding) {
    return resultOf(finding, finding.command.isEmpty() ? finding.fix : finding.command);
}

bool checkGit(Report &report, Subject &subject) {
    try {
        report.add(checkGitVersion());
        const auto rows = readConfiguration();
        if (subject.userName.isEmpty() && !subject.url.isEmpty() && !subject.byRemoteHelper)
            subject.userName = chosenUserName(subject.url, rows);
        checkHelpers(report, subject, rows);
        checkStoredPasswords(report, subject, rows);
        checkEnvironment(report);
        return true;
    } catch (const Error &error) {
        report.add(failedCheck(u"git"_s, error));
        return false;
    }
}

} // namespace vouch::cli
