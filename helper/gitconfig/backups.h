// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/git_file.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace vouch {

/// What was kept of one file before a change.
struct Backup {
    QString path;                 ///< of the file, not of the copy
    GitFile::Content before;      ///< nothing: there was no file
    QByteArray after;             ///< SHA-256 of what the change left, raw
    QList<GitFile::Entry> extras; ///< what the change added beside Vouch's own lines
    QString global;               ///< the global configuration when the change was made
    QString folder;               ///< where the copy lies
};

/// The SHA-256 that `Backup::after` holds.
QByteArray fingerprint(const QByteArray &content);

/// Copies of git's configuration before a change, in `$XDG_STATE_HOME/vouch/gitconfig/TIME/`, each
/// change a folder, readable by their owner only. Throws Error where they cannot be written.
///
/// `keep` is called before the change; `folder` of its argument is not looked at. Returns the
/// folder.
QString keepCopies(const QList<Backup> &copies);

/// Every copy of every change, the newest first. What cannot be read is left out.
QList<Backup> backups();

/// Forgets a change, when it was undone or never happened.
void forgetCopies(const QString &folder);

} // namespace vouch
