// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/paint.h"
#include "settings/origins.h"

#include <QByteArray>

/// What `vouch config list` prints.
namespace vouch::cli {

/// The settings under the names that `config set` takes and who set them, then the roles, then the
/// rules.
QList<QList<Span>> settingLines(const SettingsInForce &inForce);

/// `{"settings":[{"name","value","default","from","locked"}],"roles":[...],"rules":[...]}` on one
/// line; `from` is default, user or organization.
QByteArray settingsJson(const SettingsInForce &inForce);

} // namespace vouch::cli
