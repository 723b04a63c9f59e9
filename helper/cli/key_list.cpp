// SPDX-License-Identifier: Apache-2.0
#include "cli/key_list.h"

#include "cli/table.h"
#include "core/error.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

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
    QList<QStringList> rows{
        {Strings::tr("ID"), Strings::tr("NAME"), Strings::tr("MODEL"), Strings::tr("ADDED"), {}}};
    const qsizetype length = idLength(keys);
    for (const ListedKey &key : keys) {
        const QString model = key.model.isEmpty() ? key.aaguid : key.model;
        rows.append({key.id.left(length), key.name, model.isEmpty() ? u"-"_s : model,
                     day(key.createdAt),
                     key.current ? Strings::tr("signed in with this one") : QString()});
    }
    return table(rows);
}

QByteArray keysJson(const QList<ListedKey> &keys) {
    QJsonArray array;
    for (const ListedKey &key : keys)
        array.append(QJsonObject{{u"id"_s, key.id},
                                 {u"name"_s, key.name},
                                 {u"model"_s, key.model},
                                 {u"aaguid"_s, key.aaguid},
                                 {u"created_at"_s, key.createdAt},
                                 {u"current"_s, key.current}});
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
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
        throw Error(Error::Kind::NotFound, Strings::tr("No key matches “%1”.").arg(text),
                    Strings::tr("List your keys: vouch keys list"));
    if (found.size() > 1)
        throw Error(Error::Kind::NotFound,
                    Strings::tr("%1 keys match “%2”.").arg(QString::number(found.size()), text),
                    Strings::tr("Use more of the key's ID: vouch keys list"));
    return found.first();
}

} // namespace vouch::cli
