// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// The file that `git config --global` writes (git-config(1), FILES): what GIT_CONFIG_GLOBAL names,
/// else
/// `~/.gitconfig`, unless only `$XDG_CONFIG_HOME/git/config` is there.
QString globalGitConfig();

/// Nobody is meant to change it in its place.
bool isReadOnly(const QString &path);

} // namespace vouch
