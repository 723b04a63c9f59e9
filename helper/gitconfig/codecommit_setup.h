// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/git_file.h"
#include "gitconfig/credential_sections.h"
#include "gitconfig/difference.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace vouch {

/// A change to one configuration file, as `git config --file F` commands.
struct FileEdit {
    QString file; ///< absolute
    QList<QStringList> commands;
};

/// What set-up would change, as a value: nothing has happened yet.
struct SetupPlan {
    struct File {
        QString path;
        GitFile::Content before; ///< nothing: there is no file yet
        QByteArray after;
        QList<GitFile::Entry> extras; ///< see `codecommitlines::extras`
    };
    QList<File> files; ///< those that change, the global configuration last; none: it is done

    bool isEmpty() const { return files.isEmpty(); }
    /// Every line that changes, file by file.
    QList<DifferenceRow> rows() const;
    /// How many lines come and go, over all files.
    struct Count {
        int added = 0, removed = 0;
    };
    Count count() const;
};

/// Plans the set-up of the global configuration, and the edits that a person chose beside it.
/// Blocking, as all of these: they run git. Writes nothing but temporary files. Throws Error where
/// a file cannot be read or git names a broken line.
SetupPlan planCodeCommit(const CodeCommitOptions &options, const QList<FileEdit> &also = {});

/// Keeps a copy of every file, then changes them. Returns the folder of the copies, empty for an
/// empty plan. Throws Error, and has changed nothing then: Busy when a file is locked or is no
/// longer as the plan saw it.
QString apply(const SetupPlan &plan);

/// What `undoCodeCommit` did to a file.
struct Undone {
    enum class How {
        PutBack,      ///< it is what it was before set-up, byte for byte
        Removed,      ///< there was none before, and there is none now
        LinesRemoved, ///< it had changed since: only Vouch's lines were taken out
    };
    QString path;
    How how = How::PutBack;
    QString copies; ///< the folder of the copy of before, for LinesRemoved; empty: none was kept
};

/// Takes set-up back, all of it, also where it was done in several steps. Nothing when there is
/// nothing of Vouch. Throws Error.
QList<Undone> undoCodeCommit();

} // namespace vouch
