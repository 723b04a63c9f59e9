// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace vouch::wire {

/// Where the tray application and everyone who talks to it meet (README.md, RuntimePaths). The only
/// place that knows these names. Absolute paths.
struct RuntimePaths {
    std::string directory; ///< only its owner may enter it
    std::string endpoint;  ///< the local socket
    std::string appLock;   ///< held by the one running application
    std::string startLock; ///< held by the helper that is starting the application
};

/// The places for this user, from XDG_RUNTIME_DIR, else /run/user/UID, else the home folder.
/// Reads the disk only to judge whose these are. Throws std::runtime_error, with a sentence for a
/// person, where XDG_RUNTIME_DIR is another user's, there is no home folder, or the socket's path
/// would be too long for the system.
RuntimePaths runtimePaths();

/// Makes sure that the directory exists, is a real directory, ours and closed to others (0700).
/// Never changes one that is not so: somebody else may have put it there. Throws
/// std::runtime_error with a sentence for a person.
void makeDirectory(const RuntimePaths &places);

/// True when the directory is there and only ours: what a client checks before it trusts a socket.
bool directoryIsOurs(const RuntimePaths &places) noexcept;

} // namespace vouch::wire
