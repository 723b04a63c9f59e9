// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/git_file.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace vouch {

/// One file's backup from before a change.
struct Backup {
    QString path;                 ///< of the file, not of its backup
    GitFile::Content before;      ///< nullopt: there was no file
    QByteArray after;             ///< raw SHA-256 of the changed file
    QList<GitFile::Entry> extras; ///< what the change added besides Vouch's own lines
    QString global;               ///< path of the global configuration at the time
    QString folder;               ///< where the backup is stored
};

/// The raw SHA-256, as in `Backup::after`.
QByteArray fingerprint(const QByteArray &content);

/// Saves git's configuration files before a change, in `$XDG_STATE_HOME/vouch/gitconfig/TIME/`: one
/// folder per change, accessible to its owner only. Ignores `Backup::folder`. Returns the folder.
/// Throws Error if it can't be written.
QString saveBackups(const QList<Backup> &copies);

/// All backups of all changes, newest first. Skips unreadable ones.
QList<Backup> backups();

/// Deletes the backups of a change that was undone or never happened.
void deleteBackups(const QString &folder);

} // namespace vouch
