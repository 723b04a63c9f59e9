// SPDX-License-Identifier: Apache-2.0
#include "session/profiles/profile_import.h"

#include "aws/ini_blanking.h"
#include "aws/ini_file.h"
#include "aws/profile_files.h"
#include "core/ownership.h"
#include "core/scoped_task.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>
#include <QtConcurrentRun>

#include <filesystem>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ProfileImport)
};

constexpr qint64 maxBytes = 16 * 1024 * 1024; // same as aws::readIniFile()
constexpr int maxBackups = 1000;

const QStringList &keyNames() {
    static const QStringList names{u"aws_access_key_id"_s, u"aws_secret_access_key"_s,
                                   u"aws_session_token"_s};
    return names;
}

Error cannotWrite(const QString &path, const QString &why) {
    return Error(
        Error::Kind::NotSetUp, Strings::tr("Can't write %1: %2.").arg(path, why),
        Strings::tr("The credentials file was not changed. Remove the keys from it by hand."));
}

/// Wiped when destroyed.
struct Content {
    Content() = default;
    Content(const Content &) = delete;
    Content &operator=(const Content &) = delete;
    ~Content() { wipe(bytes); }

    QByteArray bytes;
};

void read(QFile &file, Content &content) {
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || file.size() > maxBytes)
        throw cannotWrite(file.fileName(), file.errorString());
    content.bytes.resize(file.size());
    if (file.read(content.bytes.data(), content.bytes.size()) != content.bytes.size())
        throw cannotWrite(file.fileName(), file.errorString());
}

/// Writes a backup under the first free name and returns its path.
QString writeBackup(const QString &path, const QByteArray &bytes) {
    for (int number = 1; number <= maxBackups; ++number) {
        QFile copy(path + u".before-vouch"_s + (number > 1 ? u"-%1"_s.arg(number) : QString()));
        if (QFileInfo(copy).isSymLink() ||
            !copy.open(QIODevice::WriteOnly | QIODevice::NewOnly, privateFile)) {
            if (QFileInfo(copy).exists() || QFileInfo(copy).isSymLink())
                continue;
            throw cannotWrite(copy.fileName(), copy.errorString());
        }
        if (copy.write(bytes) == bytes.size() && copy.flush())
            return copy.fileName();
        const QString why = copy.errorString();
        copy.remove();
        throw cannotWrite(copy.fileName(), why);
    }
    throw cannotWrite(path + u".before-vouch"_s, Strings::tr("there are too many backups already"));
}

/// Whether two values are equal, wherever they are in their files.
bool isSame(const aws::IniValue &one, const aws::IniValue &other) {
    const auto secret = [](const aws::IniValue &value) {
        return value.secret ? value.secret->view() : QByteArrayView();
    };
    return one.text == other.text && one.nested == other.nested && secret(one) == secret(other);
}

/// Whether the changed file has the same content, except for the keys of those profiles.
bool isRight(const QList<aws::IniSection> &before, const QList<aws::IniSection> &after,
             const QStringList &profiles) {
    if (before.size() != after.size())
        return false;
    for (qsizetype i = 0; i < before.size(); ++i) {
        aws::IniValues expected = before[i].values;
        if (profiles.contains(before[i].name))
            for (const QString &name : keyNames())
                expected.remove(name);
        const aws::IniValues &values = after[i].values;
        if (before[i].name != after[i].name || expected.keys() != values.keys())
            return false;
        for (auto value = expected.cbegin(); value != expected.cend(); ++value)
            if (!isSame(*value, values[value.key()]))
                return false;
    }
    return true;
}

/// The long-lived keys in the credentials file. `profiles` and `keys` run in parallel.
struct FileKeys {
    QStringList profiles;
    QList<Profiles::AccessKeys> keys;
    QList<ProfileImport::Result> broken; ///< only one half of a key pair
};

FileKeys fileKeys(const aws::ProfilePaths &paths, const QString &wanted) {
    const aws::ProfileFiles files(paths);
    if (!wanted.isEmpty())
        files.require(wanted); // throws NotFound with the nearest names
    FileKeys found;
    for (const QString &name : files.names()) {
        if (!wanted.isEmpty() && name != wanted)
            continue;
        try {
            const auto keys = files.find(name)->keysInCredentials();
            if (!keys || keys->sessionToken)
                continue;
            found.profiles.append(name);
            found.keys.append({keys->accessKeyId, keys->secretAccessKey});
        } catch (const Error &error) {
            found.broken.append({name, {}, error});
        }
    }
    if (found.profiles.isEmpty() && found.broken.isEmpty())
        throw Error(
            Error::Kind::NotFound,
            wanted.isEmpty()
                ? Strings::tr("There are no long-lived keys in %1.").arg(files.paths().credentials)
                : Strings::tr("The profile “%1” has no long-lived keys in %2.")
                      .arg(wanted, files.paths().credentials),
            Strings::tr("To enter keys: vouch aws add PROFILE"));
    return found;
}

} // namespace

QString blankKeys(const QString &path, const QStringList &profiles) {
    const QString real = QFileInfo(path).canonicalFilePath();
    QFile file(real);
    Content before;
    Content after;
    read(file, before);
    after.bytes = aws::withoutKeys(before.bytes, profiles, keyNames());

    QString copy, name;
    {
        QTemporaryFile changed(real + u".XXXXXX"_s);
        if (!changed.open() || changed.write(after.bytes) != after.bytes.size() ||
            !changed.flush() || !changed.setPermissions(file.permissions()))
            throw cannotWrite(real, changed.errorString());
        name = changed.fileName();
        if (!isRight(aws::readIniFile(real), aws::readIniFile(name), profiles))
            throw cannotWrite(real, Strings::tr("its keys can't be separated from the rest"));
        copy = writeBackup(path, before.bytes);
        changed.setAutoRemove(false);
    }
    file.close(); // Windows replaces no file that is open, and renames none
    std::error_code failure;
    std::filesystem::rename(name.toStdU16String(), real.toStdU16String(), failure);
    if (failure) {
        QFile::remove(name);
        throw cannotWrite(real, QString::fromStdString(failure.message()));
    }
    return copy;
}

QCoro::Task<QList<ProfileImport::Candidate>> ProfileImport::candidates(std::stop_token stop) {
    const aws::ProfilePaths paths{profiles_.configFile(), profiles_.credentialsFile()};
    const FileKeys found = co_await QtConcurrent::run(fileKeys, paths, QString());
    throwIfStopped(stop);
    QList<Candidate> all;
    for (qsizetype i = 0; i < found.profiles.size(); ++i)
        all.append({found.profiles[i], QString::fromLatin1(found.keys[i].id), {}});
    for (const Result &broken : found.broken)
        all.append({broken.profile, {}, broken.error});
    co_return QList<Candidate>(all);
}

QCoro::Task<QStringList> ProfileImport::import(QString profile,
                                               std::function<void(const Result &)> report,
                                               std::stop_token stop) {
    const aws::ProfilePaths paths{profiles_.configFile(), profiles_.credentialsFile()};
    const FileKeys found = co_await QtConcurrent::run(fileKeys, paths, profile);
    throwIfStopped(stop);
    for (const Result &broken : found.broken)
        report(broken);
    QStringList imported;
    for (qsizetype i = 0; i < found.profiles.size(); ++i) {
        Result result{found.profiles[i], {}, {}};
        try {
            result.arn = co_await profiles_.add(found.profiles[i], found.keys[i], stop);
        } catch (const Error &error) {
            result.error = error;
        }
        throwIfStopped(stop);
        report(result);
        if (!result.error)
            imported.append(result.profile);
    }
    co_return imported;
}

QCoro::Task<QString> ProfileImport::blank(QStringList profiles, std::stop_token stop) {
    const QString path = profiles_.credentialsFile();
    const auto work = [path, profiles] { return blankKeys(path, profiles); };
    const QString copy = co_await QtConcurrent::run(work);
    throwIfStopped(stop);
    co_return QString(copy);
}

} // namespace vouch
