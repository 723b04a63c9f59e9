// SPDX-License-Identifier: Apache-2.0
#include "session/credentials/role_choices.h"

#include "settings/names.h"

namespace vouch {

QString usualRoleName(const Settings &settings) {
    const Role *role = usualRole(settings);
    return role == nullptr ? settings.useRole : role->name; // a name without a role is a profile's
}

bool hasConsole(const Settings &settings) {
    return settings.programs != Settings::Programs::Never && !usualRoleName(settings).isEmpty();
}

RoleChoices roleChoices(const Settings &settings, const QStringList &profiles) {
    RoleChoices choices;
    for (const Role &role : settings.roles)
        choices.roles.append(role.name);
    for (const QString &profile : profiles) {
        // If a role and a profile share a name, it means the role.
        if (!choices.roles.contains(profile))
            choices.profiles.append(profile);
    }
    choices.current = usualRoleName(settings);
    return choices;
}

} // namespace vouch
