// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace vouch::platform {

/// Creates links that let a terminal find the commands inside the application. May ask for an
/// administrator's password and waits for that, so don't call it on the GUI thread. Throws Error.
/// The function is empty where an installation puts the commands into the PATH. Any thread.
std::function<void()> commandLinks();

} // namespace vouch::platform
