// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/process.h"

#include <string>

namespace vouch::endpoint {

/// The command that `vouch exec` will run.
struct ExecutedCommand {
    std::string program; ///< its file name: `aws`; empty if there is none
    std::string line;    ///< for display: `aws s3 ls`
};

/// Reads it from the client's own command line.
ExecutedCommand executedCommand(const wire::Process &vouch);

} // namespace vouch::endpoint
