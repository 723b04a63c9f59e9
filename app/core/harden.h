// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace vouch {

/// Keeps this process's memory out of core dumps and away from the user's other programs (ptrace,
/// /proc/PID/mem). Call it first in main. Returns whether every measure took effect.
[[nodiscard]] bool harden() noexcept;

/// Removes the environment variables that can make OpenSSL load code. Call it before OpenSSL is
/// first used.
void forgetOpenSslVariables();

} // namespace vouch
