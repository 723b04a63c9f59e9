// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/backups.h"

#include "core/error.h"
#include "core/folders.h"
#include "core/ownership.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

QString backupsFolder() {
    return stateFolder() + u"/gitconfig"_s;
}

void write(const QString &path, const QByteArray &content) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, privateFile) ||
        file.write(content) != content.size() || !file.flush())
        throw Error(
            Error::Kind::NotFound,
            QCoreApplication::translate("vouch", "Can't save a backup in %1.").arg(path),
            QCoreApplication::translate(
                "vouch", "Nothing was changed. Check the folder's permissions and the disk."),
            file.errorString());
}

/// Creates a folder named after the current time, so that folders sort by time.
QString newFolder() {
    const QDir all(backupsFolder());
    makePrivateFolder(all.path()); // on Windows, for all that is created in it
    const QString now = QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-dd'T'HHmmss.zzz'Z'"_s);
    for (int n = 0; n < 1000; ++n) {
        const QString name = n == 0 ? now : now + u"-%1"_s.arg(n, 3, 10, QChar(u'0'));
        if (all.mkdir(name)) {
            QFile::setPermissions(all.filePath(name), privateFolder);
            return all.filePath(name);
        }
    }
    throw Error(Error::Kind::NotFound,
                QCoreApplication::translate("vouch", "Can't save a backup in %1.").arg(all.path()),
                QCoreApplication::translate(
                    "vouch", "Nothing was changed. Check the folder's permissions and the disk."));
}

} // namespace

QByteArray fingerprint(const QByteArray &content) {
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256);
}

QString saveBackups(const QList<Backup> &copies) {
    QString folder = newFolder();
    QJsonArray files;
    for (const Backup &copy : copies) {
        QJsonObject file{{u"path"_s, copy.path},
                         {u"sha256After"_s, QString::fromLatin1(copy.after.toHex())}};
        QJsonArray extras;
        for (const auto &[key, text] : copy.extras)
            extras.append(QJsonArray{key, text});
        file[u"extras"_s] = extras;
        file[u"global"_s] = copy.global;
        if (copy.before) {
            const QString name = u"before-%1"_s.arg(files.size());
            write(folder + u'/' + name, *copy.before);
            file[u"copy"_s] = name;
        }
        files.append(file);
    }
    write(folder + u"/change.json"_s, QJsonDocument(QJsonObject{{u"files"_s, files}}).toJson());
    return folder;
}

QList<Backup> backups() {
    QList<Backup> copies;
    const auto folders =
        QDir(backupsFolder())
            .entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QFileInfo &folder : folders) {
        QFile record(folder.filePath() + u"/change.json"_s);
        if (!record.open(QIODevice::ReadOnly))
            continue;
        const auto files = QJsonDocument::fromJson(record.readAll())[u"files"_s].toArray();
        for (const auto &value : files) {
            const QJsonObject file = value.toObject();
            Backup copy{file[u"path"_s].toString(),
                        std::nullopt,
                        QByteArray::fromHex(file[u"sha256After"_s].toString().toLatin1()),
                        {},
                        file[u"global"_s].toString(),
                        folder.filePath()};
            for (const auto &extra : file[u"extras"_s].toArray())
                copy.extras.append({extra[0].toString(), extra[1].toString()});
            const QString name = file[u"copy"_s].toString();
            QFile before(folder.filePath() + u'/' + name);
            if (!name.isEmpty() && !before.open(QIODevice::ReadOnly))
                continue;
            if (!name.isEmpty())
                copy.before = before.readAll();
            copies.append(copy);
        }
    }
    return copies;
}

void deleteBackups(const QString &folder) {
    QDir(folder).removeRecursively();
}

} // namespace vouch
