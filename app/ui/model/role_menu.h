// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <functional>

class QMenu;

namespace vouch {
struct RoleChoices;
}

namespace vouch::ui {

/// Replaces the entries of `menu` with the choices, roles first. Calls `chosen` with the name.
void fillRoleMenu(QMenu &menu, const RoleChoices &choices,
                  const std::function<void(const QString &)> &chosen);

} // namespace vouch::ui
