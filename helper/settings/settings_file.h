// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

#include <QStringList>

namespace vouch {

/// The settings' file, in git's own configuration format: read and changed by the `git` program, so
/// that comments stay and git itself names a broken line. Every change is made on a copy that is
/// then put in place; on any error nothing is written. Blocking; any thread but a running GUI's.
///
/// Throws Error: Malformed names the line or key and what is wrong with it.
class SettingsFile {
public:
    explicit SettingsFile(QString path = standardPath());

    /// `$XDG_CONFIG_HOME/vouch/settings`.
    static QString standardPath();
    const QString &path() const noexcept { return path_; }

    /// A file that does not exist is one that says nothing. Refused when it belongs to somebody
    /// else or others may write it.
    Settings read() const;

    /// Every key and value as the file has them, in order.
    struct Entry {
        QString key, value;
    };
    QList<Entry> entries() const;

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
    /// Runs `git config --file COPY ARGUMENTS` for each row, then puts the copy in place.
    void change(const QList<QStringList> &commands);

    QString path_;
};

/// The duration of a role session's credentials, from a text. Throws Error outside of what AWS
/// takes.
std::chrono::seconds parseDuration(const QString &seconds);

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
