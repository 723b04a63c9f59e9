// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/session.h"

#include <QString>

namespace vouch::ui {

/// Why the session is over, in one line for the panel and the notification: "Signed out because the
/// screen was locked". Empty where the person ended it.
QString sessionEndText(Session::End reason);

} // namespace vouch::ui
