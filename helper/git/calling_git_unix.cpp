// SPDX-License-Identifier: Apache-2.0
#include "git/calling_git.h"

#include <unistd.h>

namespace vouch::git {

wire::ProcessId callingProcess() {
    return ::getppid();
}

} // namespace vouch::git
