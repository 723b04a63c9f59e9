// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/transport.h"

#include <memory>

namespace vouch {

/// Runs the tray application until it quits; returns the process's exit code. Builds the parts and
/// puts them together: the only place that knows them all. `keys` is how security keys are reached,
/// which is all that a test build does otherwise.
///
/// Exit codes: 0 also when another one runs already; 1 when it cannot start, after a line on
/// stderr; 2 for a wrong command line.
int runApplication(int argc, char *argv[], std::unique_ptr<fido::Transport> keys);

} // namespace vouch
