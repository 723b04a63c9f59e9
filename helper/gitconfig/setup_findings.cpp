// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/setup_findings.h"

#include "gitconfig/authentication_checks.h"
#include "gitconfig/helper_conflicts.h"
#include "gitconfig/repository_checks.h"
#include "gitconfig/stored_passwords.h"
#include "gitconfig/urls_to_check.h"

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QList<Finding> setupFindings(const CodeCommitOptions &options, const QStringList &regions,
                             const QString &directory, const QString &folder) {
    const auto rows = readConfiguration(directory);
    const auto after = withSetup(rows, options);
    const QStringList urls = urlsToCheck(after, options.region);
    QList<Finding> found = helperConflicts(urls, after);
    found += authenticationConflicts(urls, rows);
    found += remoteHelperConflict(after, folder);
    const QStringList wanted = options.region.isEmpty() ? regions : QStringList{options.region};
    for (const StoredPassword &password :
         storedPasswords(storingHelpers(rows), hostsToQuery(rows, wanted)))
        found.append(findingOf(password));
    if (options.insteadOf.isEmpty() && !directory.isEmpty())
        found += repositoryProblems(directory);
    return found;
}

QList<Finding> repositoryFindings(const CodeCommitOptions &options, const QString &directory) {
    const auto rows = withSetup(readConfiguration(directory), options);
    QList<Finding> found = helperConflicts(urlsToCheck(rows), rows);
    found.removeIf(
        [](const Finding &finding) { return !finding.name.startsWith("repository-"_L1); });
    return found + repositoryProblems(directory);
}

} // namespace vouch
