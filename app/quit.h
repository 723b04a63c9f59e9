// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace vouch {

struct Parts;

/// Cancels all requests and quits once they have been answered.
void quit(Parts &parts);
/// The same, and then starts the program again, as it is installed now.
void restart(Parts &parts);
/// Quits an instance without a display when it is idle, because the user has no way to quit it.
void quitWhenIdle(Parts &parts);

} // namespace vouch
