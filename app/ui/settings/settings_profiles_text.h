// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"

#include <QString>

namespace vouch {
struct ProfileEntry;
}

namespace vouch::ui {

/// A row of the AWS profiles.
struct ProfileRow {
    QString name;
    QString details; ///< where its keys are, its role and MFA device; or why it can't be used
    QString right;   ///< until when its credentials are cached
    bool isProblem = false;
};

ProfileRow profileRow(const ProfileEntry &entry, Time now);
/// Where git's credentials come from if they come from a profile: added to its details.
/// `isOrganizations`: whether the organization chose it.
QString defaultProfileText(bool isOrganizations);

} // namespace vouch::ui
