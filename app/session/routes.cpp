// SPDX-License-Identifier: Apache-2.0
#include "session/routes.h"

#include "core/error.h"
#include "core/nearest_names.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::Routes)
};

QStringList roleNames(const Settings &settings) {
    QStringList names;
    for (const Role &role : settings.roles)
        names.append(role.name);
    return names;
}

/// The role that the settings name elsewhere; whoever edited them may have misspelt it.
const Role &requireRole(const Settings &settings, const QString &name) {
    if (const Role *role = settings.findRole(name))
        return *role;
    throw Error(Error::Kind::Role,
                Text::tr("Your settings name a role “%1” that they don't hold.").arg(name),
                Text::tr("Look at them: vouch config list"));
}

} // namespace

QLatin1StringView becauseName(Route::Because because) noexcept {
    switch (because) {
    case Route::Because::UserName:
        return "username"_L1;
    case Route::Because::Rule:
        return "rule"_L1;
    case Route::Because::Default:
        return "default"_L1;
    case Route::Because::Only:
        break;
    }
    return "only"_L1;
}

bool matches(const RoleRule &rule, const QString &region, const QString &repository) {
    const bool anyRegion = !rule.glob.contains(u'/');
    const auto pattern = QRegularExpression::fromWildcard(rule.glob); // `*` stops at the slash
    return pattern.match(anyRegion ? repository : region + u'/' + repository).hasMatch();
}

Route chooseRole(const Settings &settings, const QString &userName, const QString &region,
                 const QString &repository) {
    if (settings.roles.isEmpty())
        throw Error(Error::Kind::NotSetUp, Text::tr("Vouch knows no AWS role yet."),
                    Text::tr("Run: vouch config add-role NAME arn:aws:iam::ACCOUNT:role/ROLE"));
    if (!userName.isEmpty()) {
        if (const Role *role = settings.findRole(userName))
            return {*role, Route::Because::UserName};
        throw Error(Error::Kind::NotFound, Text::tr("There is no role “%1”.").arg(userName),
                    Text::tr("The nearest are: %1.")
                        .arg(nearestNames(userName, roleNames(settings)).join(", "_L1)));
    }
    for (const RoleRule &rule : settings.rules) {
        if (matches(rule, region, repository))
            return {requireRole(settings, rule.role), Route::Because::Rule};
    }
    if (!settings.useRole.isEmpty())
        return {requireRole(settings, settings.useRole), Route::Because::Default};
    if (settings.roles.size() == 1)
        return {settings.roles.first(), Route::Because::Only};
    throw Error(Error::Kind::Role,
                Text::tr("Which role? You have %1.").arg(roleNames(settings).join(", "_L1)),
                Text::tr("Choose one: vouch config set role %1").arg(settings.roles.first().name));
}

} // namespace vouch
