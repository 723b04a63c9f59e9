// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

namespace vouch {

/// The line number of each key in a configuration file, in the order in which git lists the keys:
/// git reports keys and files, but no lines. Lines count from 1.
QList<int> linesOfKeys(QByteArrayView text);

/// Removes headers of the given sections that have no keys left. git leaves an empty header if a
/// comment follows it. `[credential "https://HOST"]` is the section `credential.https://HOST`.
QByteArray withoutEmptySections(const QByteArray &text, const QStringList &sections);

/// A path for display: `~` for the home folder.
QString shownPath(const QString &path);

/// The same with a line number, if it's known: "~/.gitconfig, line 12".
QString shownPlace(const QString &path, int line);

} // namespace vouch
