// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace vouch {

/// Keeps this process's memory out of core dumps and away from other programs of the same user
/// (ptrace, /proc/PID/mem). First thing in main. Returns whether every measure took effect.
[[nodiscard]] bool harden() noexcept;

} // namespace vouch
