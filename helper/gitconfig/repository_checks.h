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

/// Why no role can be had for a CodeCommit URL and the user name that git sends (may be empty);
/// nothing when there is one. Asked of whoever knows the roles.
using RoleRefusal =
    std::function<std::optional<Error>(const QString &url, const QString &userName)>;

/// The trap that a URL is by itself: `user-in-url`, `not-https`, `unknown-host` (a host that looks
/// like CodeCommit, or that `anyHost` makes us judge all the same). Nothing for one we sign for,
/// and for `codecommit://`.
enum class Judge { Similar, AnyHost };
std::optional<Finding> trapIn(const QString &text, Judge judge = Judge::AnyHost);

/// What a repository holds that keeps CodeCommit from working in it: its remotes' URLs as above,
/// `codecommit://` submodules, which git refuses (`codecommit-submodule`), and remotes that no role
/// is for (`no-role`, only with `refusal`). Its own helper is among `helperConflicts`. `directory`
/// may be anywhere inside; nothing outside of a repository. Blocking. Throws Error where git finds
/// the configuration broken.
QList<Finding> repositoryTraps(const QString &directory, const RoleRefusal &refusal = {});

/// The CodeCommit URLs of its remotes, as git would use them, without user names.
QStringList codeCommitRemotes(const QString &directory);

/// The regions that `codecommit://` URLs in a repository mean: those its submodules and remotes
/// name, the most likely first. Empty when nothing there names one.
QStringList regionsOf(const QString &directory);

} // namespace vouch
