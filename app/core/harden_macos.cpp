// SPDX-License-Identifier: Apache-2.0
#include "core/harden.h"

#include <sys/resource.h>
#include <sys/types.h>

extern "C" int ptrace(int request, pid_t pid, char *address, int data); // of <sys/ptrace.h>

namespace vouch {

/// What keeps other programs from reading the memory (task_for_pid) is the signature with the
/// hardened runtime, without the entitlement com.apple.security.get-task-allow.
bool harden() noexcept {
    constexpr int denyAttach = 31; // PT_DENY_ATTACH
    const rlimit none{0, 0};
    const bool noCore = ::setrlimit(RLIMIT_CORE, &none) == 0;
    const bool noDebugger = ::ptrace(denyAttach, 0, nullptr, 0) == 0;
    return noCore && noDebugger;
}

bool hideMemory() noexcept {
    return true; // by harden()
}

} // namespace vouch
