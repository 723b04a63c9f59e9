// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

/// What people are shown of the settings, and what those mean where they leave something out.
namespace vouch {

/// A server's host, and its port where it has one, as people are shown it: in ASCII, so that a name
/// with letters that look like others is seen to be another one.
QString serverName(const QUrl &server);

/// The role for what no rule names: the default, or the only one there is. Null where there is
/// none, or an AWS profile is the default.
const Role *usualRole(const Settings &settings);

} // namespace vouch
