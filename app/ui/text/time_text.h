// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"

#include <QString>

#include <chrono>

namespace vouch::ui {

/// A duration as the panel shows it: "5 h 12 min", "24 min 18 s", "18 s". Never 24:18, which looks
/// like a time of day.
QString timeText(std::chrono::seconds length);
/// A duration without seconds: "5 h 12 min", "47 min", "less than 1 min".
QString minutesText(std::chrono::seconds length);
/// A duration for a screen reader: "5 hours 12 minutes", "18 seconds".
QString spokenTime(std::chrono::seconds length);
/// The time of day if `time` is on the same local day as `now`, otherwise the date.
QString dayTimeOrDate(Time time, Time now);

} // namespace vouch::ui
