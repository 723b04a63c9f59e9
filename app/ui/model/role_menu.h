// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QMenu;

namespace vouch {
struct Settings;
} // namespace vouch

namespace vouch::ui {

/// The role or profile for all that no rule names; empty when there is none.
QString usualRoleName(const Settings &settings);

/// The roles and AWS profiles that the person can choose from for all that no rule names.
struct RoleChoices {
    QStringList roles, profiles;
    QString current; ///< empty: none is chosen

    /// There is another one to choose.
    bool isThereAnother() const {
        const qsizetype count = roles.size() + profiles.size();
        return count > 1 || (count == 1 && current.isEmpty());
    }
    bool operator==(const RoleChoices &) const = default;
};

/// `profiles`: the names that are known.
RoleChoices roleChoices(const Settings &settings, const QStringList &profiles);

/// Puts them into a menu, roles first, in place of what is in it. `chosen` is called with a name.
void fillRoleMenu(QMenu &menu, const RoleChoices &choices,
                  const std::function<void(const QString &)> &chosen);

} // namespace vouch::ui
