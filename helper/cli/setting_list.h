// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/paint.h"
#include "settings/settings.h"

#include <QByteArray>

/// What `vouch config list` prints.
namespace vouch::cli {

/// The settings under the names that `config set` takes, then the roles, then the rules.
QList<QList<Span>> settingLines(const Settings &settings);

/// `{"settings":[{"name","value","default"}],"roles":[...],"rules":[...]}` on one line.
QByteArray settingsJson(const Settings &settings);

} // namespace vouch::cli
