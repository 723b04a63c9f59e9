// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

#include <QStringList>

namespace vouch {

/// The file with an organization's defaults for everybody on this computer. It has the format of
/// the user's settings, and `[policy] locked` for what the user can't change.
struct OrganizationFile {
    QString path;   ///< empty: there is none
    uint owner = 0; ///< the user id that it must belong to; 0 on Windows: the administrators

    /// The one of this system.
    static OrganizationFile standard();
};

/// Who set the settings in force. Settings are named by Option::key.
struct Origins {
    enum class By { Default, User, Organization };

    QString file;             ///< the organization's file; empty if there is none
    QStringList user;         ///< what the user's file sets
    QStringList organization; ///< what the organization's file sets
    QStringList locked;       ///< what only the organization may set
    bool rolesLocked = false; ///< its roles can't be replaced
    bool rulesLocked = false; ///< its rules come before the user's
    QStringList roles;        ///< names of the roles in force that are the organization's
    QList<RoleRule> rules;    ///< its rules

    /// Whose value of a setting is in force.
    By by(const QString &key) const;
    bool isLocked(const QString &key) const;
    /// Whether the organization set a rule, by its place in `settings`; the user may have the same.
    bool isOrganizations(qsizetype rule, const Settings &settings) const;
    bool operator==(const Origins &) const = default;
};

struct SettingsInForce {
    Settings settings;
    Origins origins;

    bool operator==(const SettingsInForce &) const = default;
};

} // namespace vouch
