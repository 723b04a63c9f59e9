// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/git_file.h"
#include "settings/options.h"
#include "settings/origins.h"

#include <optional>

namespace vouch {

/// The version of the settings' format that this program reads and writes. A file without one is
/// of version 0.
constexpr int settingsVersion = 1;

constexpr QLatin1StringView ruleKey{"use.rule"}; ///< may occur several times

/// A key of a role's section; git lists sections and variables in lower case, and subsections
/// unchanged.
struct RoleKey {
    QString role, variable;

    static std::optional<RoleKey> of(const QString &key);
};

/// What one settings file sets.
struct Layer {
    int version = 0;
    QString writer; ///< the version of the program that wrote it last; may be empty
    QList<std::pair<const Option *, QString>> values;
    QList<Role> roles;
    QList<RoleRule> rules;
    QStringList locked; ///< keys of options
    bool rolesLocked = false, rulesLocked = false;

    bool isNewer() const { return version > settingsVersion; }
    bool hasRole(const QString &name) const;
    bool sets(const QString &key) const;

    /// Reads the entries of the file `path`. Ignores unknown keys, and in a file of a newer
    /// version also what it doesn't understand. Throws Error that says what's wrong, and where.
    /// `as`: the user's file or the organization's.
    static Layer read(const QList<GitFile::Entry> &entries, const QString &path, Option::SetBy as);
};

/// The settings in force: the user's above the organization's, except for what is locked.
SettingsInForce combined(const Layer &organization, const QString &organizationFile,
                         const Layer &user);

/// The commands that bring a file to this version, for a change of it. Throws Error if the file is
/// of a newer version.
QList<QStringList> migration(const Layer &layer, const QString &path);

} // namespace vouch
