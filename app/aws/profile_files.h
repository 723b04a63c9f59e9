// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/credentials.h"
#include "aws/ini_file.h"
#include "core/error.h"

#include <QHash>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace vouch::aws {

/// The paths of the AWS CLI's files.
struct ProfilePaths {
    QString config, credentials;
    bool operator==(const ProfilePaths &) const = default;
};

/// The files in `~/.aws`.
ProfilePaths usualPaths();

/// Expands a leading `~`.
QString homeExpanded(const QString &path);
/// Also expands variables, as the AWS CLI does for `AWS_CONFIG_FILE` and
/// `AWS_SHARED_CREDENTIALS_FILE`.
QString variablesExpanded(const QString &path);

/// One profile in the two files.
class Profile {
public:
    Profile() = default;
    explicit Profile(QString name) : name_(std::move(name)) {}

    const QString &name() const noexcept { return name_; }
    /// The setting's value of any kind; null if neither file has it.
    const IniValue *find(const QString &setting) const;
    /// The text of a setting such as `region`; nullopt if neither file has it. The credentials file
    /// wins. Throws Error::Kind::NotSetUp if the setting has nested ones instead.
    std::optional<QString> text(const QString &setting) const;

    /// The access keys in the credentials file, or in the config file; temporary if there's a
    /// session token. Nullopt if there are none. Throws Error::Kind::NotSetUp for half a key pair,
    /// and for quotation marks around a key or a comment after it, which AWS treats as part of the
    /// key.
    std::optional<Credentials> keysInCredentials() const;
    std::optional<Credentials> keysInConfig() const;

    /// Where a setting stands; nullopt if neither file has it.
    struct Place {
        QString file;
        int line = 0;
    };
    std::optional<Place> place(const QString &setting) const;

    /// Sets the values from one file; a later section of the same profile replaces an earlier one.
    void setConfig(const IniValues &values, const QString &file);
    void setCredentials(const IniValues &values, const QString &file);

private:
    QString name_;
    IniValues config_, credentials_;
    QString configFile_, credentialsFile_;
};

/// AWS's two files, read once: a value. Follows the AWS CLI; see ini_file.h for the grammar.
///
/// In the config file a profile is `[profile NAME]` (quotes as in a shell) or `[default]`, and in
/// the credentials file each section is one.
class ProfileFiles {
public:
    /// No profiles.
    ProfileFiles() = default;
    /// Throws what readIniFile() throws.
    explicit ProfileFiles(ProfilePaths paths);

    const ProfilePaths &paths() const noexcept { return paths_; }
    /// The profiles in the files' order, the config file's first.
    const QStringList &names() const noexcept { return names_; }
    const Profile *find(const QString &name) const;
    /// The profiles that were probably meant by sections that AWS ignores, such as `[work]` in the
    /// config file.
    QStringList misspelled() const { return misspelled_.keys(); }
    /// The profile. Throws Error::Kind::NotFound with the closest names, or NotSetUp, with the line
    /// and what to write, for a misspelled section.
    const Profile &require(const QString &name) const;
    /// A service's nested keys in `[services NAME]`; nullopt if there's no such section.
    std::optional<QMap<QString, QString>> service(const QString &section,
                                                  const QString &service) const;

private:
    Profile &profile(const QString &name);
    void noteMisspelled(const IniSection &section);

    ProfilePaths paths_;
    QStringList names_;
    QHash<QString, Profile> profiles_;
    QHash<QString, IniValues> services_;
    QMap<QString, Error> misspelled_; ///< by the probable name: what to write
};

} // namespace vouch::aws
