// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/credentials/credential_provider.h"
#include "session/profiles/profiles.h"
#include "ui/model/panel_content.h"

#include <optional>

namespace vouch::ui {

/// The role part of the panel. `profiles`: the known profile names; `entries`: what is known about
/// them, which may lag behind.
PanelContent::RolePart rolePart(const Services &services, const QStringList &profiles,
                                const QList<ProfileEntry> &entries);

/// Whether Vouch is set up with AWS profiles only: no server, and a profile that is chosen, known
/// or in use.
bool isByProfilesAlone(const Services &services, const QStringList &profiles);

/// The most recently issued AWS credentials, unless expired; a role's also end with the session.
std::optional<CredentialProvider::InUse> inUse(const Services &services);

} // namespace vouch::ui
