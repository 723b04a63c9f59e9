// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>

namespace vouch::virtualkey {

using TimePoint = std::chrono::steady_clock::time_point;

/// Where the key reads the time. Tests hand in one that they can move, because many rules of
/// CTAP 2.1 are limits of 10 s, 30 s or 10 min.
using Clock = std::function<TimePoint()>;

} // namespace vouch::virtualkey
