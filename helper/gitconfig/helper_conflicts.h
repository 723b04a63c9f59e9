// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/configuration.h"
#include "gitconfig/finding.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace vouch {

/// The rows as they will be after set-up.
QList<ConfigRow> withSetup(const QList<ConfigRow> &rows, const CodeCommitOptions &options);

/// Helpers that git asks about these CodeCommit URLs besides Vouch or instead of it, and older
/// helpers that no longer have an effect. For the current problems, `rows` is git's configuration;
/// for those that remain after set-up, it is `withSetup(rows)`. Empty: git asks only Vouch and the
/// file is clean. Names: `other-helper`, `vouch-not-asked`, `no-path`, `repository-helper`,
/// `repository-switches-off`, `environment-helper`, `environment-switches-off`, `older-helper`.
/// Blocking: starts several processes per URL.
QList<Finding> helperConflicts(const QStringList &urls, const QList<ConfigRow> &rows);

/// AWS's git-remote-codecommit, if it comes before ours on the PATH: `remote-helper`.
QList<Finding> remoteHelperConflict(const QList<ConfigRow> &rows, const QString &folder);

} // namespace vouch
