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
    /// Adds or replaces a role; checks its parts first.
    void addRole(const Role &role, bool makeDefault);
    /// Removes a role, and its being the default. Returns whether it was there.
    bool removeRole(const QString &name);
    /// Removes the file.
    void remove();

private:
    void change(const QList<QStringList> &commands);

    GitFile file_;
};

/// The duration of a role session's credentials, from a text. Throws Error outside of what AWS
/// takes.
std::chrono::seconds parseDuration(const QString &text);

/// A setting as `vouch config` names it.
struct Option {
    QLatin1StringView name; ///< such as `ca-bundle`
    QLatin1StringView key;  ///< such as `server.cabundle`, as git lists it
    QLatin1StringView about;
    /// Gives the value as the file holds it. Throws Error for one that cannot be.
    QString (*checked)(const QString &value, const Settings &settings);
};

/// All of them, in the order of the help.
const QList<Option> &options();
/// Null when there is none of that name.
const Option *findOption(const QString &name);

} // namespace vouch
