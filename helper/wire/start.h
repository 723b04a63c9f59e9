// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/connection.h"

#include <string>
#include <string_view>

namespace vouch::wire {

/// How long a client waits for the application to start, in seconds. Generous, for a computer that
/// is busy with a login or a build; if the application exits, the client notices at once.
inline constexpr int startSeconds = 30;

/// Connects to the tray application, starting it first if it isn't running.
///
/// The client that gets `start.lock` starts the application while the others wait for that lock, so
/// fifty helpers start one process. The program is `vouch-tray` in the folder of this program's
/// real file, never one from PATH or a variable. It runs apart from the terminal, without our
/// standard streams (git would wait for them otherwise), and with a short list of environment
/// variables, none of which adds trust or code. README.md, Starting the application.
///
/// Throws ConnectionError with a sentence for the user if the application doesn't answer within
/// `startSeconds`, and immediately if it is missing, exits, or this program runs under sudo.
Connection connectOrStart(const RuntimePaths &paths);

/// If the running application has no display but this program's environment names one, asks it to
/// exit, so that the next connection starts one that can show a window. True if the way is clear.
/// Throws ConnectionError.
bool makeRoom(const RuntimePaths &paths, Deadline deadline);

/// The path of another of our programs, named without `.exe`: it lies in the folder of this
/// program's executable, with links resolved. With `/` between folders, as shells want it. Throws
/// ConnectionError.
std::string programBeside(std::string_view name);

} // namespace vouch::wire
