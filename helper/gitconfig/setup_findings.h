// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/credential_sections.h"
#include "gitconfig/finding.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace vouch {

/// What remains to be fixed after set-up: helpers that git would still ask, older lines, stored
/// passwords and, unless `options` rewrites URLs, problems of the repository that `directory` is in
/// (empty: no repository). `regions` are the user's, whose hosts are checked first; `folder` is
/// where our programs are. Blocking. Throws Error if git can't parse its configuration.
QList<Finding> setupFindings(const CodeCommitOptions &options, const QStringList &regions,
                             const QString &directory, const QString &folder);

/// Only the problems of one repository: its helper and its remotes. Empty outside of a repository.
/// Blocking. Throws Error as above.
QList<Finding> repositoryFindings(const CodeCommitOptions &options, const QString &directory);

} // namespace vouch
