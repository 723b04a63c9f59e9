// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

namespace vouch {

/// A setting, as `vouch config` shows it.
struct Option {
    QLatin1StringView name; ///< such as `ca-bundle`
    QLatin1StringView key;  ///< such as `server.cabundle`, as git lists it
    QLatin1StringView about;
    /// Returns the value in the form that the file stores. Throws Error for an invalid one. Doesn't
    /// check that a role or an AWS profile exists.
    QString (*checked)(const QString &value, const Settings &settings);
};

/// All settings, in the order of the help text.
const QList<Option> &options();
/// Finds a setting by its name or its key in the file; null if there is none.
const Option *findOption(const QString &name);

} // namespace vouch
