// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/git_file.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace vouch {

/// The user's choices for git's CodeCommit configuration.
struct CodeCommitOptions {
    QString helper;        ///< the helper that git runs, see `helperFor`
    QString region;        ///< only this region's hosts; empty: all hosts
    QString profile;       ///< role or profile that git sends as the user name; may be empty
    QStringList insteadOf; ///< regions whose `codecommit::REGION://` URLs are rewritten to
                           ///< https, the first also for `codecommit://`; may be empty
};

/// The configuration that makes git ask Vouch, and no other helper, about CodeCommit's hosts.
/// helper/codecommit/README.md explains why each line is needed and why the order matters.
///
/// Each host pattern gets a section with an empty `helper`, which clears the helpers that git has
/// collected so far; our helper; and `useHttpPath`, so that git sends the repository's path. The
/// sections are at the end of the file, including other keys that were in them, because git adds
/// helpers that it reads later. Only sections other than `credential` and `include` may follow.
///
/// Pure functions: they take what git lists and return `git config --file F` commands.
namespace codecommitlines {

/// Host patterns that match all CodeCommit hosts and no look-alikes, optionally of one region.
/// Throws Error for an invalid region.
QStringList patterns(const QString &region = {});

/// The value of `helper`: `vouch` if `git credential-vouch` runs the program in `folder`, otherwise
/// that program's absolute path, quoted for a shell.
QString helperFor(const QString &folder);

/// A change to a file: git config commands, then sections to remove if they're empty, then entries
/// to add at the end.
struct Change {
    QList<QStringList> commands;
    QStringList sections;
    QList<GitFile::Entry> atTheEnd;

    bool isEmpty() const { return commands.isEmpty() && atTheEnd.isEmpty(); }
};

/// The change that sets a file with these entries up; empty if it already is. Idempotent.
Change toAdd(const CodeCommitOptions &options, const QList<GitFile::Entry> &now);

/// Vouch's sections, including other keys that are in them now.
QList<GitFile::Entry> wanted(const CodeCommitOptions &options, const QList<GitFile::Entry> &now);

/// The user names and `insteadOf` entries that are still missing.
QList<GitFile::Entry> extras(const CodeCommitOptions &options, const QList<GitFile::Entry> &now);

/// The change that removes Vouch's lines, and `extras` that are still unchanged. Keeps other keys.
/// Empty if there's nothing to remove.
Change toRemove(const QList<GitFile::Entry> &now, const QList<GitFile::Entry> &extras);

/// Whether a subsection matches only CodeCommit hosts.
bool isCodeCommit(const QString &subsection);

/// A `git config` command that removes one value of a key, wherever it is in the file.
QStringList unsetValue(const QString &key, const QString &value);

} // namespace codecommitlines
} // namespace vouch
