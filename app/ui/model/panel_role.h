// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/credentials/credential_provider.h"
#include "ui/model/panel_content.h"

#include <optional>

namespace vouch::ui {

/// What the panel shows of roles and profiles. `profiles`: the names of those that are known.
PanelContent::RolePart rolePart(const Services &services, const QStringList &profiles);

/// Whether AWS profiles are all the set-up there is: no server, and a profile that is chosen, known
/// or in use.
bool isByProfilesAlone(const Services &services, const QStringList &profiles);

/// The AWS credentials that were given last, while they live: a role's end with the session.
std::optional<CredentialProvider::InUse> inUse(const Services &services);

} // namespace vouch::ui
