// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace vouch::cli {

/// A registered key, as the wire's event `key` tells of it.
struct ListedKey {
    QString id, name, model, aaguid;
    qint64 createdAt = 0; ///< Unix seconds; 0 where it is unknown
    bool current = false;
};

/// A table for a terminal: a heading, then a line a key. Ids are as short as they may be typed.
QStringList keyTable(const QList<ListedKey> &keys);

/// The one that the person means: by its whole id, its exact name, or the beginning of its id.
/// Throws Error where there is none, or more than one.
ListedKey keyMeant(const QList<ListedKey> &keys, const QString &word);

} // namespace vouch::cli
