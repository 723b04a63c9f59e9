// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/git_file.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace vouch {

/// What a person wants git to be told about CodeCommit.
struct CodeCommitOptions {
    QString helper;  ///< what git is to run, see `helperFor`
    QString region;  ///< only this region's hosts; empty: every host
    QString profile; ///< the user name git sends along, a role's or profile's name; may be empty
    QStringList insteadOf; ///< regions whose `codecommit::REGION://` URLs become https ones; the
                           ///< first is also for `codecommit://`. Empty: they stay as they are
};

/// The lines of a configuration file that make git ask Vouch, and nobody else, about CodeCommit's
/// hosts. helper/codecommit/README.md tells why each is there and why their order matters.
///
/// For each host pattern: an empty `helper`, which clears what generic helpers were collected so
/// far; ours; and `useHttpPath`, or git would not say which repository it wants. The sections stand
/// at the file's end, with foreign keys that were in them, because a helper that is read later is
/// added again. Behind them may stand what names no helper: neither `credential` nor `include`.
///
/// Pure: these work on what git lists, and give `git config --file F` commands.
namespace codecommitlines {

/// Six host patterns, each of which matches its hosts and no look-alike; of one region where it is
/// given. Throws Error for what is no region.
QStringList patterns(const QString &region = {});

/// How git finds the helper: `vouch` where `git credential-vouch` would run the program in
/// `folder`, else that program's absolute path, as a shell reads it.
QString helperFor(const QString &folder);

/// A change to a file: what git takes out or adds in its place, which of the sections may go when
/// nothing is left in them, and what is then added at the end.
struct Change {
    QList<QStringList> commands;
    QStringList sections;
    QList<GitFile::Entry> atTheEnd;

    bool isEmpty() const { return commands.isEmpty() && atTheEnd.isEmpty(); }
};

/// What makes a file with these entries say what is wanted; empty when it does. Doing it twice is
/// doing it once.
Change toAdd(const CodeCommitOptions &options, const QList<GitFile::Entry> &now);

/// Vouch's own sections with the foreign keys that stand in them now.
QList<GitFile::Entry> wanted(const CodeCommitOptions &options, const QList<GitFile::Entry> &now);

/// What is wanted beside Vouch's own lines, and is not there yet: user names and `insteadOf`.
QList<GitFile::Entry> extras(const CodeCommitOptions &options, const QList<GitFile::Entry> &now);

/// What takes Vouch's own lines out, and `extras` where they are still as they were; foreign keys
/// stay. Empty when there are none.
Change toRemove(const QList<GitFile::Entry> &now, const QList<GitFile::Entry> &extras);

/// Whether a subsection names CodeCommit's hosts and no others.
bool isCodeCommit(const QString &subsection);

/// A `git config` command that takes out one value of a key, wherever it stands in the file.
QStringList unsetValue(const QString &key, const QString &value);

} // namespace codecommitlines
} // namespace vouch
