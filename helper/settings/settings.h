// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

namespace vouch {

/// A role in AWS that the person may use: `[role "NAME"]`.
struct Role {
    QString name;                        ///< the person's own word for it
    QString arn;                         ///< arn:PARTITION:iam::ACCOUNT:role/NAME
    QString region;                      ///< whose STS is asked; empty: the repository's
    QString via{};                       ///< a role's ARN that is assumed first; empty: none
    std::chrono::seconds duration{3600}; ///< 900 to 43200, of one set of AWS credentials

    bool operator==(const Role &) const = default;
};

/// Which role, or which AWS profile, a repository gets: a glob over `REGION/REPOSITORY`, or over
/// `REPOSITORY` alone for every region.
struct RoleRule {
    QString glob, role;

    bool operator==(const RoleRule &) const = default;
};

/// What the person chose. A value; app/README.md, The settings file, names the keys.
struct Settings {
    QUrl server;         ///< the Vouch server; empty: not set up. https, or http on loopback
    QString caBundle;    ///< PEM file of authorities beside the system's, for the server and AWS
    QString caBundleAws; ///< the same for AWS alone, where it differs; both may be empty
    QString awsConfigFile, awsCredentialsFile; ///< AWS's two files; empty: those in ~/.aws
    QList<Role> roles;
    QString useRole;       ///< the role or profile for all that no rule names; may be empty
    QList<RoleRule> rules; ///< the first match wins

    /// How long before its end a session says so: `[notice] minutes`.
    QList<std::chrono::minutes> notices{std::chrono::minutes(30), std::chrono::minutes(5)};
    /// How long a program is not asked for that was told "Not now": `[quiet] minutes`.
    std::chrono::minutes quiet{30};
    /// What signs out: `[lock] screen suspend keyRemoved`.
    struct Lock {
        bool screen = false, suspend = false, keyRemoved = false;

        bool operator==(const Lock &) const = default;
    } lock;
    /// Whether other programs than git get AWS credentials: `[aws] programs`.
    enum class Programs {
        Ask, ///< each program once, until the person signs out
        Allow,
        Never,
    };
    Programs programs = Programs::Ask;
    /// Whether AWS_PROFILE counts where a profile would be chosen: `[aws] profileVariable`.
    bool useProfileVariable = true;
    bool sendPosture = true; ///< `[posture] send`: the report about this computer, at sign-in
    enum class TrayTone { Automatic, Light, Dark };
    TrayTone tray = TrayTone::Automatic; ///< `[ui] tray`: the icon's own color
    QString language;                    ///< `[ui] language`, such as `de`; empty: the system's
    bool startAtLogin = false;           ///< `[ui] startAtLogin`

    const Role *findRole(const QString &name) const;
    bool operator==(const Settings &) const = default;
};

/// The address of a Vouch server as the settings hold it: without a slash at its end. Throws Error
/// with what is wrong about it.
QUrl parseServer(const QString &text);

} // namespace vouch
