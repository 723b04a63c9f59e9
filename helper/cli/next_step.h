// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/status_text.h"

#include <QStringList>

namespace vouch::cli {

/// Whether git uses Vouch for CodeCommit. False if git's configuration can't be read.
bool gitIsSetUp();

/// What to do while neither a server nor a profile is set up.
QStringList setUpSteps();
/// What to do next in this state, a sentence each. Empty if all is set up.
QStringList nextSteps(const StatusAnswer &answer);

} // namespace vouch::cli
