// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/status_text.h"

#include <functional>

namespace vouch::cli {

/// Calls `show` with what `ask` returns: now, when a file changes that the application writes when
/// someone signs in or out, when it starts or ends, and when the answer says that something
/// expires. Between these it sleeps. Doesn't return; neither function may throw.
[[noreturn]] void watchStatus(const std::function<StatusAnswer()> &ask,
                              const std::function<void(const StatusAnswer &answer)> &show,
                              bool showsMinutes);

} // namespace vouch::cli
