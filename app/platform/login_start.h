// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::ui {

/// Has the desktop start `program` at login, without a window, or not any more. What the person
/// switched off in the desktop's own settings stays off, unless this `isChange`: they ask for it
/// now. Writes a file: not for the GUI thread. Throws Error.
void setStartAtLogin(bool wanted, bool isChange, const QString &program);

} // namespace vouch::ui
