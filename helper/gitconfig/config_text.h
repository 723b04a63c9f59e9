// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

namespace vouch {

/// The lines on which the keys of a configuration file stand, in the order in which git lists them:
/// git tells keys and files, but no lines. The first line is 1.
QList<int> linesOfKeys(QByteArrayView text);

/// The text without the headers of these sections that no key follows. git itself leaves such a one
/// where a comment stands behind it, which then belongs to nothing. `[credential "https://HOST"]`
/// is the section `credential.https://HOST`.
QByteArray withoutEmptySections(const QByteArray &text, const QStringList &sections);

/// A file as a person names it: `~` for the home folder.
QString shownPath(const QString &path);

/// The same with a line, if it is known: "~/.gitconfig, line 12".
QString shownPlace(const QString &path, int line);

} // namespace vouch
