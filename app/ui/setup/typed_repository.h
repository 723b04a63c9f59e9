// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/doctor/diagnosis.h"
#include "settings/settings.h"

#include <QString>

namespace vouch::ui {

/// A repository as the user typed it: an address, or only a name, which then is in the region of
/// its role. `profileRegion`: that of the AWS profile, which counts if the settings have none; may
/// be empty. Throws Error::Kind::Unsupported.
RepositoryAddress typedRepository(const QString &text, const Settings &settings,
                                  const QString &profileRegion = {});

} // namespace vouch::ui
