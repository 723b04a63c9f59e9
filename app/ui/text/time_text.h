// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"

#include <QString>

#include <chrono>

namespace vouch::ui {

/// A length of time as the panel shows it: "5 h 12 min", "24 min 18 s", "18 s". Never 24:18, which
/// reads as a clock.
QString timeText(std::chrono::seconds length);
/// Without seconds: "5 h 12 min", "47 min"; "less than 1 min".
QString minutesText(std::chrono::seconds length);
/// For a screen reader: "5 hours 12 minutes", "18 seconds".
QString spokenTime(std::chrono::seconds length);
/// A time of the day, or the date of another day than today's.
QString dayTimeOrDate(Time time, Time now);

} // namespace vouch::ui
