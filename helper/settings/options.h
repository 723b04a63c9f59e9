// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

namespace vouch {

/// A setting as `vouch config` names it.
struct Option {
    QLatin1StringView name; ///< such as `ca-bundle`
    QLatin1StringView key;  ///< such as `server.cabundle`, as git lists it
    QLatin1StringView about;
    /// Gives the value as the file holds it. Throws Error for one that cannot be. That a role or
    /// an AWS profile exists is not looked at.
    QString (*checked)(const QString &value, const Settings &settings);
};

/// All of them, in the order of the help.
const QList<Option> &options();
/// By its name, or by its key in the file; null when there is none.
const Option *findOption(const QString &name);

} // namespace vouch
