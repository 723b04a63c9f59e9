// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

/// How long tests wait for a program that runProcess() runs, on a busy machine.
constexpr std::chrono::minutes processPatience{2};
