// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

namespace vouch {

/// An AWS role that the user may use: `[role "NAME"]`.
struct Role {
    QString name;                        ///< chosen by the user
    QString arn;                         ///< arn:PARTITION:iam::ACCOUNT:role/NAME
    QString region;                      ///< of the STS endpoint; empty: the repository's
    QString via{};                       ///< ARN of a role to assume first; empty: none
    std::chrono::seconds duration{3600}; ///< lifetime of the AWS credentials: 900 to 43200

    bool operator==(const Role &) const = default;
};

/// The role or AWS profile for the repositories that match a glob: `REGION/REPOSITORY`, or
/// `REPOSITORY` in any region.
struct RoleRule {
    QString glob, role;

    bool operator==(const RoleRule &) const = default;
};

/// The user's settings. A value; README.md lists the keys.
struct Settings {
    QUrl server;         ///< the Vouch server: https, or http on loopback; empty: not set up
    QString caBundle;    ///< PEM file of extra authorities, for the server and AWS; may be empty
    QString caBundleAws; ///< the same for AWS only, if it differs; may be empty
    QString awsConfigFile, awsCredentialsFile; ///< empty: the ones in ~/.aws
    QList<Role> roles;
    QString useRole;       ///< role or profile if no rule matches; may be empty
    QList<RoleRule> rules; ///< the first match wins

    /// How long before a session ends to notify the user: `[notice] minutes`.
    QList<std::chrono::minutes> notices{std::chrono::minutes(30), std::chrono::minutes(5)};
    /// How long "Not now" keeps a program from prompting again: `[quiet] minutes`.
    std::chrono::minutes quiet{30};
    /// Events that sign the user out: `[lock] screen suspend keyRemoved`.
    struct Lock {
        bool screen = false, suspend = false, keyRemoved = false;

        bool operator==(const Lock &) const = default;
    } lock;
    /// Whether programs other than git get AWS credentials: `[aws] programs`.
    enum class Programs {
        Ask, ///< ask the user once per program and sign-in
        Allow,
        Never,
    };
    Programs programs = Programs::Ask;
    /// Whether AWS_PROFILE overrides the default AWS profile: `[aws] profileVariable`.
    bool useProfileVariable = true;
    bool sendPosture = true; ///< `[posture] send`: the report about this computer, at sign-in
    enum class TrayTone { Automatic, Light, Dark };
    TrayTone tray = TrayTone::Automatic; ///< `[ui] tray`: the icon's own color
    QString language;                    ///< `[ui] language`, such as `de`; empty: the system's
    bool startAtLogin = false;           ///< `[ui] startAtLogin`

    const Role *findRole(const QString &name) const;
    bool operator==(const Settings &) const = default;
};

/// Parses a Vouch server's address; the result has no trailing slash. Throws Error that says what's
/// wrong with it.
QUrl parseServer(const QString &text);

} // namespace vouch
