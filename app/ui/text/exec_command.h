// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::ui {

/// The command that runs a program with the credentials of a role or an AWS profile, up to the
/// program: `vouch exec --role Developer -- `.
QString execWithRole(const QString &role);
QString execWithProfile(const QString &profile);

} // namespace vouch::ui
