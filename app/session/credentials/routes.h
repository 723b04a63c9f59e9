// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

#include <QString>

#include <optional>

namespace vouch {

/// The role or AWS profile for a request, and why it was chosen.
struct Route {
    enum class Because {
        UserName,
        Rule,
        Variable, ///< the requester's AWS_PROFILE
        Default,
        Only,
        Chosen, ///< by the user, when prompted
    };

    Role role;       ///< has no name if this is a profile
    QString profile; ///< empty if this is a role
    Because because = Because::Only;
    QString unusedProfile{}; ///< the requester's AWS_PROFILE, if something else counts
    QString region{};        ///< for a role: its own, or else the requester's; may be empty

    bool isProfile() const { return !profile.isEmpty(); }
    const QString &name() const { return isProfile() ? profile : role.name; }
};

/// The reason's name on the wire.
QLatin1StringView becauseName(Route::Because because) noexcept;

/// Whether a rule applies to the repository: its glob matches `REGION/REPOSITORY` or, without a
/// slash, the repository's name in any region.
bool matches(const RoleRule &rule, const QString &region, const QString &repository);

/// The name of a role or profile, and why it was chosen.
struct NamedRoute {
    QString name;
    Route::Because because = Route::Because::Only;
};

/// The name that the settings give for a repository, in this order: the user name git sent, the
/// first matching rule, the default, the only role. Nothing if none applies.
std::optional<NamedRoute> nameRoute(const Settings &settings, const QString &userName,
                                    const QString &region, const QString &repository);

/// The same, considering the requester's AWS_PROFILE. It counts after the user name and the rules,
/// and only if the choice would be a profile or nothing: people often set it for other work, and a
/// role in the settings was set up on purpose.
std::optional<NamedRoute> withVariable(const Settings &settings, std::optional<NamedRoute> named,
                                       const QString &profileVariable);
/// Whether AWS_PROFILE is set but something else was chosen.
bool isVariableUnused(const Settings &settings, const Route &route, const QString &profileVariable);

/// The region for a `codecommit://` address that has none, or for a repository's name: AWS_REGION,
/// AWS_DEFAULT_REGION, or that of the role for the address (nameRoute()). Empty if none of them is
/// set, or if the address is invalid.
QString regionFor(const Settings &settings, const QString &address);

} // namespace vouch
