// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/git_file.h"
#include "settings/origins.h"

#include <QStringList>

namespace vouch {

struct Layer;
class TeamFile;

/// The user's settings file, in git's configuration format so that the user can edit it, and the
/// organization's below it. Changes go to the user's. A change that would make the file invalid
/// isn't written, nor one of a setting that the organization locked, nor any if a newer version of
/// Vouch wrote the file. Blocking; don't use it on a running GUI's thread.
///
/// Throws Error. Malformed names the line or key and says what's wrong with it.
class SettingsFile {
public:
    /// The user's file and the organization's, where this system has them.
    SettingsFile() : SettingsFile(standardPath(), OrganizationFile::standard()) {}
    explicit SettingsFile(const QString &path, const OrganizationFile &organization = {})
        : file_(path), organization_(organization) {}

    /// `$XDG_CONFIG_HOME/vouch/settings`; on Windows `%APPDATA%\Vouch\settings`.
    static QString standardPath();
    const QString &path() const noexcept { return file_.path(); }
    const OrganizationFile &organization() const noexcept { return organization_; }

    /// The settings in force. A missing file counts as empty. Throws if a file belongs to another
    /// user or others may write to it.
    Settings read() const { return readInForce().settings; }
    /// The same, and who set them.
    SettingsInForce readInForce() const;
    /// All keys and values in the user's file, in order.
    QList<GitFile::Entry> entries() const;

    /// Sets one of options() by its key.
    void set(const QString &key, const QString &value);
    /// Removes a key. Returns whether it existed.
    bool unset(const QString &key);
    /// Sets the server and its certificate file, which must be readable; empty for none.
    void setServer(const QUrl &server, const QString &caBundle);
    /// Adds a role, or changes the role of that name in place.
    void addRole(const Role &role, bool makeDefault);
    /// Changes the role `name` in place. A new name also replaces the old one as default and in the
    /// rules. Throws Error::Kind::NotFound if there's no such role, Malformed if the new name is
    /// taken.
    void changeRole(const QString &name, const Role &role);
    /// Removes a role, its rules, and the default if it is this role. Returns whether it existed.
    bool removeRole(const QString &name);

    /// Adds a rule after the others. Doesn't check that its role or AWS profile exists. The
    /// functions below throw Error::Kind::NotFound for an unknown rule.
    void addRule(const RoleRule &rule);
    void removeRule(const RoleRule &rule);
    void changeRule(const RoleRule &rule, const RoleRule &changed);
    /// Swaps two rules.
    void swapRules(const RoleRule &one, const RoleRule &other);

    /// Takes what a team's file sets differently, all of it or nothing. Rules come after the
    /// others.
    void take(const TeamFile &team);
    /// Throws what take() would throw, and changes nothing.
    void requireTakes(const TeamFile &team) const;

    /// Removes the file.
    void remove();

private:
    void change(const QList<QStringList> &commands);
    QList<QStringList> commandsFor(const TeamFile &team) const;
    Layer ownLayer() const;
    Layer organizationLayer() const;
    /// Throws if only the organization may set it.
    void requireFree(const QString &key) const;
    /// Throws if the role is the organization's and nothing in the user's file replaces it.
    void requireOwnRole(const QString &name) const;
    /// The rule exactly as the file has it; the user may have put several spaces between its parts.
    QString written(const RoleRule &rule) const;

    GitFile file_;
    OrganizationFile organization_;
};

} // namespace vouch
