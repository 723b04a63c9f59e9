// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/doctor/health_checks.h"

#include <QByteArray>

namespace vouch {

struct Parts;

/// Shows the tray icon, and opens windows as the user requests them. Call it once, with a display.
void showDesktop(Parts &parts);
/// Opens `window`: `settings`, or `sign-in`, which is the panel if somebody is signed in. Any other
/// brings the open window to the front, otherwise the panel. `activationToken` is what the desktop
/// gave the caller for that, or empty. False without a display.
bool raiseWindows(Parts &parts, const QByteArray &activationToken, const QString &window);
/// What the health checks need to know about the desktop.
HealthChecks::Desktop desktopFacts(const Parts &parts);

} // namespace vouch
