// SPDX-License-Identifier: Apache-2.0
#include "cli/key_list.h"

#include "cli/table.h"
#include "core/error.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shortestId = 8;

/// The number of leading characters that makes every id unique.
qsizetype idLength(const QList<ListedKey> &keys) {
    const auto ambiguous = [&keys](qsizetype length) {
        QStringList heads;
        for (const ListedKey &key : keys)
            heads.append(key.id.left(length));
        return heads.removeDuplicates() > 0;
    };
    qsizetype length = shortestId;
    while (length < 128 && ambiguous(length))
        ++length;
    return length;
}

QString day(qint64 seconds) {
    return seconds == 0 ? u"-"_s
                        : QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds).date(),
                                             QLocale::ShortFormat);
}

} // namespace

QStringList keyTable(const QList<ListedKey> &keys) {
    QList<QStringList> rows{{u"ID"_s, u"NAME"_s, u"MODEL"_s, u"ADDED"_s, {}}};
    const qsizetype length = idLength(keys);
    for (const ListedKey &key : keys) {
        const QString model = key.model.isEmpty() ? key.aaguid : key.model;
        rows.append({key.id.left(length), key.name, model.isEmpty() ? u"-"_s : model,
                     day(key.createdAt), key.current ? u"signed in with this one"_s : QString()});
    }
    return table(rows);
}

ListedKey findKey(const QList<ListedKey> &keys, const QString &text) {
    const auto matching = [&keys](auto matches) {
        QList<ListedKey> found;
        std::ranges::copy_if(keys, std::back_inserter(found), matches);
        return found;
    };
    QList<ListedKey> found = matching([&](const ListedKey &key) { return key.id == text; });
    if (found.isEmpty())
        found = matching([&](const ListedKey &key) { return key.name == text; });
    if (found.isEmpty() && !text.isEmpty())
        found = matching(
            [&](const ListedKey &key) { return key.id.startsWith(text, Qt::CaseInsensitive); });
    if (found.isEmpty())
        throw Error(Error::Kind::NotFound, u"No key matches “%1”."_s.arg(text),
                    u"List your keys: vouch keys list"_s);
    if (found.size() > 1)
        throw Error(Error::Kind::NotFound,
                    u"%1 keys match “%2”."_s.arg(QString::number(found.size()), text),
                    u"Use more of the key's ID: vouch keys list"_s);
    return found.first();
}

} // namespace vouch::cli
