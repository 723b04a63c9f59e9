// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// Where the application keeps what no person edits, `$XDG_STATE_HOME/vouch`: log, activity, state.
QString stateFolder();

} // namespace vouch
