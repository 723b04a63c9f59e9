// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace vouch {

struct Settings;

/// The default role or profile, used where no rule applies. Empty if there is none.
QString usualRoleName(const Settings &settings);

/// Whether AWS's console can be opened: with a default, unless the settings keep credentials for
/// git alone.
bool hasConsole(const Settings &settings);

/// The roles and AWS profiles to choose a default from.
struct RoleChoices {
    QStringList roles, profiles;
    QString current; ///< empty if none is chosen

    /// Whether there is anything to switch to.
    bool isThereAnother() const {
        const qsizetype count = roles.size() + profiles.size();
        return count > 1 || (count == 1 && current.isEmpty());
    }
    bool operator==(const RoleChoices &) const = default;
};

/// `profiles`: the known profile names.
RoleChoices roleChoices(const Settings &settings, const QStringList &profiles);

} // namespace vouch
