// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/doctor/health_checks.h"

namespace vouch {

struct Parts;

/// Shows the tray icon, and opens windows as the user requests them. Call it once, with a display.
void showDesktop(Parts &parts);
/// Brings the open window to the front, otherwise the panel. False without a display.
bool raiseWindows(Parts &parts);
/// What the health checks need to know about the desktop.
HealthChecks::Desktop desktopFacts(const Parts &parts);

} // namespace vouch
