// SPDX-License-Identifier: Apache-2.0
#include "git/calling_git.h"

#include <windows.h>

namespace vouch::git {

wire::ProcessId callingProcess() {
    const auto chain = wire::withAncestors(wire::ProcessId(::GetCurrentProcessId()));
    return chain.size() > 1 ? chain[1].pid : 0;
}

} // namespace vouch::git
