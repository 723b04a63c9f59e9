// SPDX-License-Identifier: Apache-2.0
#include "session/credentials/routes.h"

#include "codecommit/address.h"
#include "wire/request.h"

#include <QRegularExpression>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QLatin1StringView becauseName(Route::Because because) noexcept {
    switch (because) {
    case Route::Because::UserName:
        return "username"_L1;
    case Route::Because::Rule:
        return "rule"_L1;
    case Route::Because::Variable:
        return "variable"_L1;
    case Route::Because::Default:
        return "default"_L1;
    case Route::Because::Chosen:
        return "chosen"_L1;
    case Route::Because::Only:
        break;
    }
    return "only"_L1;
}

bool matches(const RoleRule &rule, const QString &region, const QString &repository) {
    const bool anyRegion = !rule.glob.contains(u'/');
    const auto pattern = QRegularExpression::fromWildcard(rule.glob); // `*` doesn't match a slash
    return pattern.match(anyRegion ? repository : region + u'/' + repository).hasMatch();
}

std::optional<NamedRoute> nameRoute(const Settings &settings, const QString &userName,
                                    const QString &region, const QString &repository) {
    if (!userName.isEmpty())
        return NamedRoute{userName, Route::Because::UserName};
    for (const RoleRule &rule : settings.rules)
        if (matches(rule, region, repository))
            return NamedRoute{rule.role, Route::Because::Rule};
    if (!settings.useRole.isEmpty())
        return NamedRoute{settings.useRole, Route::Because::Default};
    if (settings.roles.size() == 1)
        return NamedRoute{settings.roles.first().name, Route::Because::Only};
    return std::nullopt;
}

std::optional<NamedRoute> withVariable(const Settings &settings, std::optional<NamedRoute> named,
                                       const QString &profileVariable) {
    using Because = Route::Because;
    if (profileVariable.isEmpty() || !settings.useProfileVariable)
        return named;
    const bool isMeant =
        named && (named->because == Because::UserName || named->because == Because::Rule);
    if (isMeant || (named && settings.findRole(named->name) != nullptr))
        return named;
    return NamedRoute{profileVariable, Because::Variable};
}

bool isVariableUnused(const Settings &settings, const Route &route,
                      const QString &profileVariable) {
    return settings.useProfileVariable && !profileVariable.isEmpty() &&
           route.because != Route::Because::UserName &&
           (!route.isProfile() || route.profile != profileVariable);
}

QString regionFor(const Settings &settings, const QString &address) {
    if (const auto region = wire::regionVariable(); !region.empty())
        return QString::fromLocal8Bit(region);
    const auto parsed = codecommit::parseTyped(address.toStdString());
    if (!parsed)
        return {};
    const auto named = nameRoute(settings, QString::fromStdString(parsed->profile), QString(),
                                 QString::fromStdString(parsed->repository));
    const Role *role = named ? settings.findRole(named->name) : nullptr;
    return role == nullptr ? QString() : role->region;
}

} // namespace vouch
