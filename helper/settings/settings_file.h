// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/git_file.h"
#include "settings/settings.h"

#include <QStringList>

namespace vouch {

/// The settings' file: in git's own configuration format, so that a person may edit it. What a
/// change would make unreadable is not written. Blocking; any thread but a running GUI's.
///
/// Throws Error: Malformed names the line or key and what is wrong with it.
class SettingsFile {
public:
    explicit SettingsFile(const QString &path = standardPath()) : file_(path) {}

    /// `$XDG_CONFIG_HOME/vouch/settings`.
    static QString standardPath();
    const QString &path() const noexcept { return file_.path(); }

    /// A file that does not exist is one that says nothing. Refused when it belongs to somebody
    /// else or others may write it.
    Settings read() const;
    /// Every key and value as the file has them, in order.
    QList<GitFile::Entry> entries() const;

    /// Sets one key to one value.
    void set(const QString &key, const QString &value);
    /// Removes a key. Returns whether it was there.
    bool unset(const QString &key);
    /// The server and the file of its certificates, which must be readable; empty for none.
    void setServer(const QUrl &server, const QString &caBundle);
    /// Adds a role, or changes the one of that name where it stands.
    void addRole(const Role &role, bool makeDefault);
    /// Changes the role `name` where it stands; its new name takes the old one's place as default
    /// and in the rules. Throws Error::Kind::NotFound when there is none, Malformed when the new
    /// name is another role's.
    void changeRole(const QString &name, const Role &role);
    /// Removes a role, its being the default, and its rules. Returns whether it was there.
    bool removeRole(const QString &name);

    /// Adds a rule behind the others. Whether its role or AWS profile exists is not looked at:
    /// profiles are known elsewhere. These throw Error::Kind::NotFound for a rule that is not
    /// there.
    void addRule(const RoleRule &rule);
    void removeRule(const RoleRule &rule);
    void changeRule(const RoleRule &rule, const RoleRule &changed);
    /// Lets two rules change places.
    void swapRules(const RoleRule &one, const RoleRule &other);

    /// Removes the file.
    void remove();

private:
    void change(const QList<QStringList> &commands);
    /// The rule as it is written; several spaces between its parts are a person's right.
    QString written(const RoleRule &rule) const;

    GitFile file_;
};

} // namespace vouch
