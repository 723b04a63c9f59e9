// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/configuration.h"
#include "gitconfig/finding.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace vouch {

/// The rows as they will be once the set-up is made.
QList<ConfigRow> withSetup(const QList<ConfigRow> &rows, const CodeCommitOptions &options);

/// What git would ask about these CodeCommit URLs beside Vouch, or instead of it, and older lines
/// for CodeCommit that do nothing any more. `rows` are what git reads now, for what is wrong now;
/// `withSetup` of it for what set-up leaves. Empty: git asks Vouch and nobody else, and the file is
/// clean. Names: `other-helper`, `vouch-not-asked`, `no-path`, `repository-helper`,
/// `repository-switches-off`, `environment-helper`, `environment-switches-off`, `older-helper`.
/// Blocking; some processes a URL.
QList<Finding> helperConflicts(const QStringList &urls, const QList<ConfigRow> &rows);

/// The CodeCommit URLs worth judging in a configuration: its own remotes, one for each host that a
/// section names, and one that no section knows. `region` adds its own.
QStringList urlsToJudge(const QList<ConfigRow> &rows, const QString &region = {});

/// AWS's own git-remote-codecommit, when it comes before ours on the PATH: `remote-helper`.
QList<Finding> remoteHelperConflict(const QList<ConfigRow> &rows, const QString &folder);

} // namespace vouch
