// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace vouch::platform {

/// Makes links by which a terminal finds the commands that are inside the application. It may ask
/// for an administrator's password and waits for that, so don't call it on the GUI thread. Throws
/// Error. Empty where an installation puts the commands into the PATH. Any thread.
std::function<void()> commandLinks();

} // namespace vouch::platform
