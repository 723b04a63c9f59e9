// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace vouch {

/// Keeps this process's memory out of core dumps and, except on Linux, away from the user's other
/// programs. Call it first in main. Returns whether every measure took effect.
[[nodiscard]] bool harden() noexcept;
/// Keeps it away from the user's other programs on Linux, too (ptrace, /proc/PID/mem). The
/// application then no longer sees which program this is (proc(5)). Returns whether it took effect.
[[nodiscard]] bool hideMemory() noexcept;

/// Removes the environment variables that can make OpenSSL load code. Call it before OpenSSL is
/// first used.
void forgetOpenSslVariables();

} // namespace vouch
