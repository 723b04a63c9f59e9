// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/requester.h"
#include "wire/process.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace vouch::endpoint {

/// Who asks, from a client's process and its ancestors, the nearest first. git that a person typed
/// into a shell is git itself; git that an editor or another program started, with or without a
/// shell or the likes of `timeout` and `sudo` between, is that program, by the name that people
/// know it by. Without a git among them it is the client. The directory is git's.
Requester requesterOf(const std::vector<wire::Process> &chain);

/// What tells a file from every other one that is there now.
struct FileId {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    bool othersMayWrite = false; ///< its group, or everybody

    bool isSame(const FileId &other) const {
        return device == other.device && inode == other.inode;
    }
};
/// Looks at a regular file as the process sees it; empty: at its program's. Nothing where there is
/// none.
using LookAtFile =
    std::function<std::optional<FileId>(const wire::Process &process, const std::string &file)>;

/// The operating system's way. May block.
std::optional<FileId> lookAtFile(const wire::Process &process, const std::string &file);
/// The command line beside this application, which asks for others.
std::optional<FileId> ownCommandLine();

/// Who wants something for itself: the client; through our own command line `own` that is who
/// started it, with or without wrappers or another program's `sh -c` between. With the path of the
/// file whose code that is, and its identity where it can be told again: a script's with its
/// interpreter's; of a shell that a person types into, that shell alone. The directory is the
/// client's.
///
/// All of it rests on what a process says of itself: a hint against mistakes, no wall against a
/// program of the same user.
Requester launcherOf(const std::vector<wire::Process> &chain, const std::optional<FileId> &own,
                     const LookAtFile &look);

} // namespace vouch::endpoint
