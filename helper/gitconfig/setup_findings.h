// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/credential_sections.h"
#include "gitconfig/finding.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace vouch {

/// All that set-up leaves to be cleared up: helpers that git would still ask, older lines, stored
/// passwords and, unless `options` rewrites URLs, what is wrong with the repository that
/// `directory` is in (empty: none is looked at). `regions` are the person's, whose hosts are asked
/// about first; `folder` is where our programs are. Blocking. Throws Error where git finds its
/// configuration broken.
QList<Finding> setupFindings(const CodeCommitOptions &options, const QStringList &regions,
                             const QString &directory, const QString &folder);

/// The part of it that is one repository's own: its helper, and what is wrong with its remotes.
/// Nothing outside of a repository. Blocking. Throws Error as above.
QList<Finding> repositoryFindings(const CodeCommitOptions &options, const QString &directory);

} // namespace vouch
