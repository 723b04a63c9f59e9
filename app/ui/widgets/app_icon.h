// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIcon>

namespace vouch::ui {

/// The application's own icon, in the sizes that window managers and task bars ask for.
QIcon appIcon();

} // namespace vouch::ui
