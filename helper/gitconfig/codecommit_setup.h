// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/git_file.h"

#include <QString>
#include <QStringList>

namespace vouch {

/// What git's configuration must say so that git asks Vouch, and nobody else, about CodeCommit's
/// hosts. PROTOCOL.md 1.1 tells why each line is there and why their order matters.
///
/// For each host pattern: an empty `helper`, which clears what generic helpers were collected so
/// far; ours; and `useHttpPath`, or git would not say which repository it wants. The sections stand
/// at the file's end, with foreign keys that were in them, because a helper that is read later is
/// added again.
class CodeCommitSetup {
public:
    /// `helper` is what git is to run, see `helperFor`.
    CodeCommitSetup(GitFile file, QString helper)
        : file_(std::move(file)), helper_(std::move(helper)) {}

    /// The host patterns, each of which matches its hosts and no look-alike.
    static const QStringList &patterns();
    /// How git finds the helper: `vouch` where `git credential-vouch` is on the PATH, else the
    /// absolute path of the program in `folder`, as a shell reads it.
    static QString helperFor(const QString &folder);

    /// Whether the file says so already, at its end.
    bool isDone() const;
    /// Changes the file. Throws Error, and has changed nothing then. Doing it twice is doing it
    /// once.
    void apply() const;

private:
    /// Our sections with the foreign keys of those that stand there now.
    QList<GitFile::Entry> wanted(const QList<GitFile::Entry> &now) const;

    GitFile file_;
    QString helper_;
};

} // namespace vouch
