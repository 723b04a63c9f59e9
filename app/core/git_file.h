// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace vouch {

/// A file in git's configuration format, read and changed by the `git` program: comments stay, and
/// git itself names a broken line. Every change is made on a copy that is then put in place, with
/// the original's mode, behind the link where it is one, and holding the lock that git itself
/// takes; on any error nothing is written. Includes are not followed. Blocking; any thread but a
/// running GUI's.
///
/// Throws Error: Malformed names the line and what is wrong with it, Busy when another process
/// holds the lock.
class GitFile {
public:
    /// One key with its value; section and variable in lower case, as git lists them.
    struct Entry {
        QString key;
        QString value; ///< null for a key without "="

        bool operator==(const Entry &) const = default;
    };
    /// Looks at what a change would give, and throws what is wrong with it.
    using Check = std::function<void(const QList<Entry> &)>;

    explicit GitFile(const QString &path);

    const QString &path() const noexcept { return path_; }
    bool exists() const;

    /// Every key and value, in order; nothing when the file does not exist.
    QList<Entry> entries() const;

    /// Runs `git config --file COPY ARGUMENTS` for each row, then puts the copy in place.
    void change(const QList<QStringList> &commands, const Check &check = {}) const;

private:
    QString path_;
};

} // namespace vouch
