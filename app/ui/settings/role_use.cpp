// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/role_use.h"

#include "session/activity.h"
#include "session/credentials/routes.h"
#include "settings/settings.h"

#include <QCoreApplication>

#include <algorithm>

namespace vouch::ui {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::RolesPage)
};

/// Whether a repository that was used matches the rule.
bool wasSeen(const RoleRule &rule, const Activity &activity) {
    return std::ranges::any_of(activity.latest(Activity::inMemory), [&rule](
                                                                        const ActivityEntry &use) {
        return !use.who.repository.isEmpty() && matches(rule, use.who.region, use.who.repository);
    });
}

} // namespace

QString usedFor(const Role &role, const Settings &settings) {
    const int rules = int(std::ranges::count(settings.rules, role.name, &RoleRule::role));
    const bool isDefault =
        settings.useRole == role.name || (settings.useRole.isEmpty() && settings.roles.size() == 1);
    if (isDefault && settings.rules.size() == rules)
        return Strings::tr("everything");
    if (isDefault && rules > 0)
        return Strings::tr("%n rule(s), everything else", nullptr, rules);
    if (isDefault)
        return Strings::tr("everything else");
    return rules > 0 ? Strings::tr("%n rule(s)", nullptr, rules) : Strings::tr("when named");
}

QString whyWithoutEffect(const RoleRule &rule, const Settings &settings,
                         const QStringList &profiles, const Activity &activity) {
    if (settings.findRole(rule.role) == nullptr && !profiles.contains(rule.role))
        return profiles.isEmpty() ? Strings::tr("No such role")
                                  : Strings::tr("No such role or profile");
    return wasSeen(rule, activity) ? QString() : Strings::tr("No repository matches this yet");
}

} // namespace vouch::ui
