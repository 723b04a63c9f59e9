// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vouch::wire {

/// The arguments in what macOS's sysctl KERN_PROCARGS2 returns for a process: a native int with
/// their number, the path of the program, zeros, the arguments, and then its variables, which are
/// left out. Each text ends with a zero. A plain function of bytes, on every system.
std::vector<std::string> argumentsIn(std::string_view block);

} // namespace vouch::wire
