// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace vouch {

/// A file in git's configuration format, read and changed by the `git` program, which keeps
/// comments and reports invalid lines. A change is made on a copy, which then replaces the original
/// under git's own lock, keeping its mode and its CRLF and following a symbolic link. On any error
/// nothing is written. A read-only file is never replaced. Includes aren't followed. Blocking:
/// never call it on a running GUI thread.
///
/// Throws Error: Malformed with the invalid line, Busy when another process holds the lock.
class GitFile {
public:
    /// One key with its value; section and variable in lower case, as git lists them.
    struct Entry {
        QString key;
        QString value; ///< null for a key without "="

        bool operator==(const Entry &) const = default;
    };
    /// Validates the result of a change; throws to reject it.
    using Check = std::function<void(const QList<Entry> &)>;

    explicit GitFile(const QString &path);

    const QString &path() const noexcept { return path_; }
    bool exists() const;

    /// Every key and value, in order; empty if the file doesn't exist.
    QList<Entry> entries() const;

    /// Runs `git config --file COPY ARGUMENTS` for each command, then replaces the file with the
    /// copy.
    void change(const QList<QStringList> &commands, const Check &check = {}) const;

    /// The file's bytes; nullopt if it doesn't exist.
    using Content = std::optional<QByteArray>;
    Content content() const;
    /// Applies commands to `content` and returns the result; errors name this file. Writes only a
    /// temporary file.
    QByteArray edited(const QByteArray &content, const QList<QStringList> &commands,
                      const Check &check = {}) const;
    /// The same for the file's current content.
    QByteArray changed(const QList<QStringList> &commands, const Check &check = {}) const;
    /// Replaces the content, or removes the file. Throws Busy if the content isn't `expected`.
    void replace(const Content &expected, const Content &wanted) const;

    /// The text with CRLF at its line ends if all lines of `like` end so: git itself adds LF.
    static QByteArray withLineEndsOf(const QByteArray &like, QByteArray text);

private:
    QString target() const;
    void put(const QByteArray &content) const;

    QString path_;
};

} // namespace vouch
