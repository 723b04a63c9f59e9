// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace vouch::cli {

/// A registered key, as in the wire's event `key`.
struct ListedKey {
    QString id, name, model, aaguid;
    qint64 createdAt = 0; ///< Unix seconds; 0 if unknown
    bool current = false; ///< the session was started with it
};

/// A table for a terminal: a heading, then one line for each key. Ids are shortened but
/// unambiguous.
QStringList keyTable(const QList<ListedKey> &keys);

/// An array of objects, with the names of the wire's event.
QByteArray keysJson(const QList<ListedKey> &keys);

/// Finds a key by its full id, its exact name or the beginning of its id. Throws Error if none or
/// several match.
ListedKey findKey(const QList<ListedKey> &keys, const QString &text);

} // namespace vouch::cli
