// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/profile_plan.h"
#include "aws/profile_values.h"

/// What a profile sets for its calls to AWS, parsed and checked. The functions throw
/// ProfileValues::wrong().
namespace vouch::aws {

/// The profile's role, external ID, session name and duration. Its `role_arn` must be set.
RoleHop roleHopOf(const ProfileValues &values, const QString &profile);

/// The profile's MFA device; empty if it has none.
QString mfaSerialOf(const ProfileValues &values, const QString &profile);

/// The profile's region; empty if not set.
QString regionOf(const ProfileValues &values, const QString &profile);

/// The profile's settings for the STS endpoint, including those of its `services` section.
StsSettings stsSettingsOf(const ProfileValues &values, const ProfileFiles &files,
                          const QString &profile);

} // namespace vouch::aws
