// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/requester.h"
#include "wire/process.h"

#include <vector>

namespace vouch::endpoint {

/// Who asks, from a client's process and its ancestors, the nearest first. git that a person typed
/// into a shell is git itself; git that an editor or another program started, with or without a
/// shell or the likes of `timeout` and `sudo` between, is that program, by the name that people
/// know it by. Without a git among them it is the client. The directory is git's.
Requester whoAsks(const std::vector<wire::Process> &chain);

/// Who wants something for itself through the client, by the same names: the program that started
/// it, with or without a shell between, or the client itself where a person typed it. The
/// directory is the client's.
Requester whoStarted(const std::vector<wire::Process> &chain);

} // namespace vouch::endpoint
