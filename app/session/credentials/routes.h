// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

#include <QString>

#include <optional>

namespace vouch {

/// Which role or AWS profile a repository gets, and why.
struct Route {
    enum class Because {
        UserName,
        Rule,
        Variable, ///< the asker's AWS_PROFILE
        Default,
        Only,
        Chosen, ///< the person was asked
    };

    Role role;       ///< without a name where it is a profile
    QString profile; ///< empty where it is a role
    Because because = Because::Only;
    QString unusedProfile{}; ///< what the asker's AWS_PROFILE names, where something else counts

    bool isProfile() const { return !profile.isEmpty(); }
    const QString &name() const { return isProfile() ? profile : role.name; }
};

/// The word that the wire has for a reason.
QLatin1StringView becauseName(Route::Because because) noexcept;

/// Whether a rule is about the repository: its glob over `REGION/REPOSITORY`, or, where it holds no
/// slash, over the repository of any region.
bool matches(const RoleRule &rule, const QString &region, const QString &repository);

/// The name of a role or profile, and who gave it.
struct NamedRoute {
    QString name;
    Route::Because because = Route::Because::Only;
};

/// What the settings name for a repository: the user name git sent, if any > the first rule that
/// matches > the default > the only role. Nothing where they leave it open.
std::optional<NamedRoute> nameRoute(const Settings &settings, const QString &userName,
                                    const QString &region, const QString &repository);

/// The same, where the asker's AWS_PROFILE may have a say: it counts after the user name and the
/// rules, and only where the choice would be a profile or nothing. Many set it for other work, and
/// a role is chosen by whoever set up Vouch.
std::optional<NamedRoute> withVariable(const Settings &settings, std::optional<NamedRoute> named,
                                       const QString &profileVariable);
/// Whether AWS_PROFILE has no say although it is set, and something else was chosen.
bool isVariableUnused(const Settings &settings, const Route &route, const QString &profileVariable);

} // namespace vouch
