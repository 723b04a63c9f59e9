// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace vouch {

/// Keeps this process's memory out of core dumps and away from other programs of the same user
/// (ptrace, /proc/PID/mem). First thing in main. Returns whether every measure took effect.
[[nodiscard]] bool harden() noexcept;

/// Takes the variables out of the environment that can name code which OpenSSL loads. Before it is
/// first used: it reads them then.
void forgetOpenSslVariables();

} // namespace vouch
