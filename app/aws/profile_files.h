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

/// Where the AWS CLI's files are.
struct ProfilePaths {
    QString config, credentials;
    bool operator==(const ProfilePaths &) const = default;
};

/// The files in `~/.aws`.
ProfilePaths usualPaths();

/// A path with a leading `~` put in.
QString homeExpanded(const QString &path);
/// What `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` mean: variables are put in as well, as
/// the AWS CLI does it.
QString variablesExpanded(const QString &path);

/// What the two files say about one profile.
class Profile {
public:
    Profile() = default;
    explicit Profile(QString name) : name_(std::move(name)) {}

    const QString &name() const noexcept { return name_; }
    /// What stands behind a key, whatever it is; null when no file has it.
    const IniValue *find(const QString &key) const;
    /// The value of a key, `region` for instance; nothing when no file has it. What the credentials
    /// file says wins. Throws Error::Kind::NotSetUp where the key holds nested keys instead.
    std::optional<QString> text(const QString &key) const;

    /// The access keys that stand in the credentials file, or in the config file where the other
    /// has none; with a session token they are temporary. Nothing where there are none. Throws
    /// Error::Kind::NotSetUp for one half of a pair, and for quotation marks around them or a
    /// comment behind them, which AWS takes for a part of the key.
    std::optional<Credentials> keysInCredentials() const;
    std::optional<Credentials> keysInConfig() const;

    /// Where a key stands; nothing when no file has it.
    struct Place {
        QString file;
        int line = 0;
    };
    std::optional<Place> place(const QString &key) const;

    /// What one of the files says; a later section of the same profile replaces an earlier one.
    void setConfig(const IniValues &values, const QString &file);
    void setCredentials(const IniValues &values, const QString &file);

private:
    QString name_;
    IniValues config_, credentials_;
    QString configFile_, credentialsFile_;
};

/// AWS's two files, read once: a value. Reading follows the AWS CLI; see ini_file.h for the
/// grammar.
///
/// In the config file a profile is `[profile NAME]` (quotes as in a shell) or `[default]`, and in
/// the credentials file each section is one.
class ProfileFiles {
public:
    /// None at all.
    ProfileFiles() = default;
    /// Throws what readIniFile() throws.
    explicit ProfileFiles(ProfilePaths paths);

    const ProfilePaths &paths() const noexcept { return paths_; }
    /// The profiles in the order in which they stand, those of the config file first.
    const QStringList &names() const noexcept { return names_; }
    const Profile *find(const QString &name) const;
    /// The profiles that somebody meant with sections that AWS passes over, `[work]` in the config
    /// file for instance.
    QStringList misspelt() const { return misspelt_.keys(); }
    /// The profile, or Error::Kind::NotFound with the names nearest to this one; NotSetUp, with the
    /// line and what to write, for one that is misspelt.
    const Profile &require(const QString &name) const;
    /// What `[services NAME]` says of one service: its nested keys. Nothing when there is no such
    /// section.
    std::optional<QMap<QString, QString>> service(const QString &section,
                                                  const QString &service) const;

private:
    Profile &profile(const QString &name);
    void noteMisspelt(const IniSection &section);

    ProfilePaths paths_;
    QStringList names_;
    QHash<QString, Profile> profiles_;
    QHash<QString, IniValues> services_;
    QMap<QString, Error> misspelt_; ///< by the name that was meant: what to write
};

} // namespace vouch::aws
