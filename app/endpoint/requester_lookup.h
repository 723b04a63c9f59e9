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

/// The requester behind a client, from the client's process and its ancestors, nearest first. For a
/// git command that the user typed into a shell, that's git. For git started by an editor or
/// another program, possibly through a shell or wrappers like `timeout` and `sudo`, that's this
/// program, under its well-known name; this application's is "Vouch". Without git in the chain,
/// it's the client. The directory is git's. It is in the foreground if the user typed the git
/// command, or sees its messages in a terminal.
Requester requesterOf(const std::vector<wire::Process> &chain);

/// Identifies a file among all existing ones.
struct FileId {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    bool othersMayWrite = false; ///< its group, or everyone

    bool isSame(const FileId &other) const {
        return device == other.device && inode == other.inode;
    }
};
/// Identifies a regular file by its path as the process sees it; an empty path means the process's
/// program. Nothing if there is no such file.
using LookAtFile =
    std::function<std::optional<FileId>(const wire::Process &process, const std::string &file)>;

/// Asks the operating system. May block.
std::optional<FileId> lookAtFile(const wire::Process &process, const std::string &file);
/// The `vouch` command next to this application, which makes requests for other programs.
std::optional<FileId> ownCommandLine();

/// The requester of credentials for itself: the client or, if that is our own command line `own`,
/// the program that started it, possibly through wrappers or a `sh -c`. Includes the path of the
/// file with the program's code, and its identity if it has one: for a script, together with the
/// interpreter's; for an interactive shell, of that one shell process. The directory is the
/// client's. For a `vouch exec` in a shell, the program is the command.
///
/// This relies on what processes say about themselves, so it guards against mistakes, not against
/// malicious programs of the same user.
Requester launcherOf(const std::vector<wire::Process> &chain, const std::optional<FileId> &own,
                     const LookAtFile &look);

} // namespace vouch::endpoint
