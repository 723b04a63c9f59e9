// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/transport.h"

#include <memory>

namespace vouch {

/// Runs the tray application until it quits and returns the exit code of the process.
/// `securityKeys` reaches them; a test build replaces nothing else.
///
/// Exit codes: 0, also if another instance is already running; 1 if Vouch can't start, after a line
/// on stderr; 2 for an invalid command line.
int runApplication(int argc, char *argv[], std::unique_ptr<fido::Transport> securityKeys);

} // namespace vouch
