// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace vouch::wire {

/// Where clients find the tray application (README.md, Runtime paths). No other code knows these
/// names. Absolute paths.
struct RuntimePaths {
    std::string directory; ///< accessible to its owner only
    std::string endpoint;  ///< the local socket
    std::string appLock;   ///< held by the running application
    std::string startLock; ///< held by the helper that is starting the application
};

/// This user's paths: in XDG_RUNTIME_DIR, else /run/user/UID, else the home folder. Reads the disk
/// only to check ownership. Throws std::runtime_error with a sentence for the user if
/// XDG_RUNTIME_DIR belongs to another user, there's no home folder, or the socket's path would be
/// too long.
RuntimePaths runtimePaths();

/// Ensures that the directory exists, is a real directory, and is ours alone (0700). Never changes
/// an existing one, because somebody else may have put it there. Throws std::runtime_error with a
/// sentence for the user.
void makeDirectory(const RuntimePaths &paths);

/// True if the directory exists and is ours alone. A client checks this before it trusts the
/// socket.
bool directoryIsOurs(const RuntimePaths &paths) noexcept;

} // namespace vouch::wire
