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
        Default,
        Only,
        Chosen, ///< the person was asked
    };

    Role role;       ///< without a name where it is a profile
    QString profile; ///< empty where it is a role
    Because because = Because::Only;

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

} // namespace vouch
