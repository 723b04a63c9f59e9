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

/// The changes that set-up would make. Nothing has been written yet.
struct SetupPlan {
    struct File {
        QString path;
        GitFile::Content before; ///< nullopt: there is no file yet
        QByteArray after;
        QList<GitFile::Entry> extras; ///< see `codecommitlines::extras`
    };
    QList<File> files; ///< the global configuration is last; empty: already set up

    bool isEmpty() const { return files.isEmpty(); }
    /// Every line that changes, file by file.
    QList<DifferenceRow> rows() const;
    /// The number of lines added and removed, over all files.
    struct Count {
        int added = 0, removed = 0;
    };
    Count count() const;
};

/// Plans the set-up of the global configuration plus the edits that the user chose. Writes only
/// temporary files. Blocking, like the functions below: they run git. Throws Error if a file can't
/// be read or git reports a bad line.
SetupPlan planCodeCommit(const CodeCommitOptions &options, const QList<FileEdit> &also = {});

/// Backs up every file, then changes them. Returns the folder of the backups; empty for an empty
/// plan. Throws Error after undoing everything: Busy if a file is locked or changed since it was
/// planned.
QString apply(const SetupPlan &plan);

/// What `undoCodeCommit` did to a file.
struct Undone {
    enum class How {
        PutBack,      ///< restored to its content before set-up, byte for byte
        Removed,      ///< set-up had created it
        LinesRemoved, ///< modified since set-up: only Vouch's lines were removed
    };
    QString path;
    How how = How::PutBack;
    QString copies; ///< for LinesRemoved: folder of the backup from before set-up; may be empty
};

/// What `undoCodeCommit` would change; writes only temporary files. A file that it would remove is
/// empty afterward. Throws Error.
SetupPlan planUndo();

/// Undoes set-up completely, even if it was done in several steps. Empty if there was nothing to
/// undo. Throws Error.
QList<Undone> undoCodeCommit();

} // namespace vouch
