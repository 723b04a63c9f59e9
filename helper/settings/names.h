// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

/// Names and defaults that follow from the settings.
namespace vouch {

/// A server's host, and port if any, for display: in ASCII, so that look-alike characters can't
/// pass for another host.
QString serverName(const QUrl &server);

/// The role for repositories without a matching rule: the default, or the only one. Null if there
/// is none or the default is an AWS profile.
const Role *usualRole(const Settings &settings);

/// The account ID in the role's ARN.
QString accountOf(const Role &role);

} // namespace vouch
