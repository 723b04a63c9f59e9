// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::platform {

/// Makes the desktop start `program` at login, without a window, or no longer do so. If the user
/// turned it off in the desktop's settings, it stays off unless `isChange`: they're turning it on
/// now. Writes a file, so don't call it on the GUI thread. Throws Error.
void setStartAtLogin(bool wanted, bool isChange, const QString &program);

} // namespace vouch::platform
