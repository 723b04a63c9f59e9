// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <sys/types.h>

/// For files of Unix systems only: what each does in its own way with a socket of the file system.
namespace vouch::wire {

/// A new socket that programs started by this one don't inherit; negative on failure, which sets
/// errno.
int localSocket();

/// Sends without waiting, and without a signal if the other end is closed. As send(2).
ssize_t sendQuietly(int socket, std::string_view bytes);

/// Whether the process at the other end runs as our user.
bool peerIsOurs(int socket);

} // namespace vouch::wire
