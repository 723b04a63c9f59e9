// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace vouch {

/// A file in git's configuration format, read and changed by the `git` program: comments stay, and
/// git itself names a broken line. Every change is made on a copy that is then put in place, with
/// the original's mode, behind the link where it is one, and holding the lock that git itself
/// takes; on any error nothing is written. A file without write permission is left alone, although
/// it could be replaced. Includes are not followed. Blocking; any thread but a running GUI's.
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

    /// The file's bytes; nothing when it does not exist.
    using Content = std::optional<QByteArray>;
    Content content() const;
    /// What the rows of `change` make of some bytes, named as this file in errors; nothing is
    /// written where a person would see it.
    QByteArray edited(const QByteArray &content, const QList<QStringList> &commands,
                      const Check &check = {}) const;
    /// The same of what the file holds now.
    QByteArray changed(const QList<QStringList> &commands, const Check &check = {}) const;
    /// Puts other bytes in place, or removes the file; Busy when it is not, or no longer, as
    /// `expected`.
    void replace(const Content &expected, const Content &wanted) const;

private:
    QString target() const;
    void put(const QByteArray &content) const;

    QString path_;
};

} // namespace vouch
