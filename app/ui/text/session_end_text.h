// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/session.h"

#include <QString>

namespace vouch::ui {

/// Why the session ended, as one line for the panel and the notification: "Signed out because the
/// screen was locked". Empty if the user signed out.
QString sessionEndText(Session::End reason);

} // namespace vouch::ui
