// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIcon>

namespace vouch::ui {

/// The application icon, in the sizes that window managers and task bars request.
QIcon appIcon();

} // namespace vouch::ui
