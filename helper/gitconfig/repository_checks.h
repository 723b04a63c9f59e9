// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.h"
#include "gitconfig/configuration.h"
#include "gitconfig/finding.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace vouch {

/// Why there's no role for a CodeCommit URL and the user name that git sends (may be empty);
/// nullopt if there is one.
using RoleRefusal =
    std::function<std::optional<Error>(const QString &url, const QString &userName)>;

/// Which unknown hosts are a problem.
enum class Judge {
    Similar, ///< only those that look like CodeCommit
    AnyHost,
};
/// What's wrong with a URL: `user-in-url`, `not-https` or `unknown-host`. Nullopt if Vouch supports
/// it, and for `codecommit://`.
std::optional<Finding> urlProblem(const QString &text, Judge judge = Judge::AnyHost);

/// What keeps CodeCommit from working in a repository: its remotes' URLs as above, `codecommit://`
/// submodules, which git refuses (`codecommit-submodule`), and remotes without a role (`no-role`,
/// only with `refusal`). `helperConflicts` reports its own helper. `directory` may be anywhere
/// inside the repository; empty outside of one. Blocking. Throws Error if git can't parse the
/// configuration.
QList<Finding> repositoryProblems(const QString &directory, const RoleRefusal &refusal = {});

/// The CodeCommit URLs of a repository's remotes, as git uses them, without user names.
QStringList codeCommitRemotes(const QString &directory);

/// The regions that a repository's remotes and submodules name, most likely first. Candidates for
/// its `codecommit://` URLs, which name none.
QStringList regionsOf(const QString &directory);

} // namespace vouch
