// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/git_checks.h"

#include "core/error.h"
#include "gitconfig/authentication_checks.h"
#include "gitconfig/configuration.h"
#include "gitconfig/finding.h"
#include "gitconfig/git_programs.h"
#include "gitconfig/helper_conflicts.h"
#include "gitconfig/stored_passwords.h"
#include "gitconfig/urls_to_check.h"

#include <QCoreApplication>
#include <QDir>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

using State = CheckResult::State;

CheckResult resultInWindow(const Finding &finding) {
    const bool isFixedBySetup = !std::holds_alternative<std::monostate>(finding.repair) ||
                                finding.command.startsWith("vouch setup"_L1);
    return resultOf(finding, isFixedBySetup ? u"vouch setup codecommit"_s : finding.fix);
}

QList<CheckResult> gitResults() {
    QList<CheckResult> results;
    try {
        results.append(checkGitVersion());
        const auto rows = readConfiguration(QDir::homePath());
        const QStringList urls = urlsToCheck(rows);
        QList<Finding> findings =
            remoteHelperConflict(rows, QCoreApplication::applicationDirPath()) +
            helperConflicts(urls, rows);
        const auto breaks = [](const Finding &finding) {
            return finding.weight == Finding::Weight::Breaks;
        };
        if (std::ranges::none_of(findings, breaks))
            results.append(
                checkHelperProgram(urls.first(), rows, QCoreApplication::applicationVersion()));
        findings += authenticationConflicts(urls, rows);
        for (const StoredPassword &password :
             storedPasswords(storingHelpers(rows), hostsToQuery(rows)))
            findings.append(findingOf(password));
        for (const Finding &finding : findings)
            results.append(resultInWindow(finding));
    } catch (const Error &error) {
        results.append({u"git"_s, State::Problem, error.message(), error.hint()});
    }
    return results;
}

} // namespace

QFuture<QList<CheckResult>> checkGit() {
    // Not the threads of everybody: helpers can take their time.
    static QThreadPool threads;
    return QtConcurrent::run(&threads, gitResults);
}

} // namespace vouch::ui
