// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

#include <QString>

namespace vouch {

/// Which role a repository gets, and why.
struct Route {
    enum class Because { UserName, Rule, Default, Only };

    Role role;
    Because because = Because::Only;
};

/// The word that the wire has for a reason.
QLatin1StringView becauseName(Route::Because because) noexcept;

/// Whether a rule is about the repository: its glob over `REGION/REPOSITORY`, or, where it holds no
/// slash, over the repository of any region.
bool matches(const RoleRule &rule, const QString &region, const QString &repository);

/// Chooses: the user name git sent, if any > the first rule that matches > the
/// default role > the only role. Throws Error: NotFound names the nearest roles for a wrong user
/// name; NotSetUp and Role say how to add or choose one.
Route chooseRole(const Settings &settings, const QString &userName, const QString &region,
                 const QString &repository);

} // namespace vouch
