// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

namespace vouch {

/// A setting with a single value. `[role]` sections and rules are not among these.
struct Option {
    /// Whose files may set it.
    enum class SetBy {
        User,         ///< the user's alone
        Organization, ///< also the organization's, which belongs to this computer's administrator
        Team,         ///< also a team's, which anybody may have written
    };

    QLatin1StringView name; ///< in `vouch config`, such as `ca-bundle`
    QLatin1StringView key;  ///< in the file, as git lists it, such as `server.cabundle`
    const char *help;       ///< in English
    /// Parses a value as the file has it and stores it. Throws Error for an invalid one.
    void (*read)(Settings &settings, const QString &value);
    /// The value in the form that the file stores.
    QString (*text)(const Settings &settings);
    /// Checks and completes a value that the user entered, such as a path; may be null. Throws
    /// Error.
    QString (*entered)(const QString &value);
    SetBy setBy = SetBy::Team;

    /// A value that the user entered, in the form that the file stores. Throws Error for an invalid
    /// one. Doesn't check that a role or an AWS profile exists.
    QString checked(const QString &value) const;
    /// The value if the file has none; may be empty.
    QString defaultText() const { return text(Settings()); }
    /// The help text with the default, in the user's language.
    QString description() const;
};

/// All of these settings, in the order of the help text.
const QList<Option> &options();
/// Finds a setting by its name or its key in the file; null if there is none.
const Option *findOption(const QString &name);

} // namespace vouch
