// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// The file that `git config --global` writes (git-config(1), FILES): GIT_CONFIG_GLOBAL, else
/// `~/.gitconfig`, unless only `$XDG_CONFIG_HOME/git/config` exists.
QString globalGitConfig();

} // namespace vouch
