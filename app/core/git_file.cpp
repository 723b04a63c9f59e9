// SPDX-License-Identifier: Apache-2.0
#include "core/git_file.h"

#include "core/error.h"
#include "core/folders.h"
#include "core/process.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QRegularExpression>
#include <QTemporaryFile>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::GitFile)
};

constexpr int lockMilliseconds = 5'000;

/// git's complaint with our file's name in it: "bad config line 4 in file ...".
Error complaint(const ProcessResult &result, const QString &shown, const QString &path) {
    static const QRegularExpression badLine(u"bad config line (\\d+)"_s);
    const QString said = QString::fromUtf8(result.errors).trimmed();
    const auto match = badLine.match(said);
    const QString message =
        match.hasMatch() ? Text::tr("Line %1 of %2 is not valid.").arg(match.captured(1), path)
                         : Text::tr("git can't read %1.").arg(path) + u' ' +
                               QString(said).replace(shown, path).section(u'\n', -1);
    return Error(Error::Kind::Malformed, message,
                 Text::tr("Nothing was changed. Edit %1.").arg(path));
}

Error cannotWrite(const QString &path, const QString &detail) {
    const QString message = detail.isEmpty() ? Text::tr("Can't write %1.").arg(path)
                                             : Text::tr("Can't write %1: %2.").arg(path, detail);
    return Error(Error::Kind::NotFound, message,
                 Text::tr("Nothing was changed. Check its permissions and the disk."), detail);
}

/// `git config --file` opens the working directory's repository and the person's own configuration
/// as well, and fails over what is broken in them: a file of ours is read far from those.
ProcessResult runGitConfig(const QString &file, const QStringList &arguments) {
    static const ProcessOptions alone{u"/"_s,
                                      {{u"GIT_CONFIG_GLOBAL"_s, u"/dev/null"_s},
                                       {u"GIT_CONFIG_NOSYSTEM"_s, u"1"_s},
                                       {u"GIT_CONFIG_COUNT"_s, QString()},
                                       {u"GIT_CONFIG_PARAMETERS"_s, QString()},
                                       {u"GIT_DIR"_s, QString()},
                                       {u"GIT_WORK_TREE"_s, QString()}}};
    return runProcess(u"git"_s, QStringList{u"config"_s, u"--file"_s, file} + arguments, alone);
}

QList<GitFile::Entry> list(const QString &file, const QString &path) {
    const auto result = runGitConfig(file, {u"--list"_s, u"-z"_s});
    if (result.exitCode != 0)
        throw complaint(result, file, path);
    QList<GitFile::Entry> entries;
    for (const QByteArray &row : result.output.split('\0')) {
        if (row.isEmpty())
            continue;
        const auto end = row.indexOf('\n'); // a key without "=" has none
        entries.append({QString::fromUtf8(end < 0 ? row : row.first(end)),
                        end < 0 ? QString() : QString::fromUtf8(row.sliced(end + 1))});
    }
    return entries;
}

/// A pipe would keep whoever reads it waiting, and a device must never become a file.
void requireRegular(const QString &path) {
    if (const QFileInfo file(path); file.exists() && !file.isFile())
        throw Error(Error::Kind::Malformed, Text::tr("%1 is not an ordinary file.").arg(path),
                    Text::tr("Nothing was changed. Put an ordinary file there. If "
                             "GIT_CONFIG_GLOBAL names it, run: unset GIT_CONFIG_GLOBAL"));
}

/// Why the system lets nobody write a file beside that one, in its own words; empty when it does.
QString obstacle(const QString &target) {
    QTemporaryFile probe(target + u".XXXXXX"_s);
    return probe.open() && probe.write("vouch") > 0 && probe.flush() ? QString()
                                                                     : probe.errorString();
}

/// The lock that git itself takes, under git's own name for it.
class Lock {
public:
    Lock(const QString &target, const QString &shown) : file_(target + u".lock"_s) {
        file_.setStaleLockTime(0); // git's own says nothing of its holder, and may be old
        if (file_.tryLock(lockMilliseconds))
            return;
        if (const QString reason = obstacle(target);
            file_.error() != QLockFile::LockFailedError && !reason.isEmpty())
            throw cannotWrite(shown, reason);
        throw Error(Error::Kind::Busy, Text::tr("Another program is changing %1.").arg(shown),
                    Text::tr("Try again. If none is, remove %1.lock.").arg(target));
    }

private:
    QLockFile file_;
};

void requireFolder(const QString &target) {
    if (const QString folder = QFileInfo(target).path(); !makeFolders(folder))
        throw cannotWrite(folder, QString::fromLocal8Bit(std::strerror(errno)));
}

} // namespace

GitFile::GitFile(const QString &path) : path_(QFileInfo(path).absoluteFilePath()) {}

bool GitFile::exists() const {
    return QFileInfo::exists(path_);
}

/// A link, to a folder of dotfiles perhaps, stays one: what it points to is replaced, or made.
QString GitFile::target() const {
    constexpr int maxLinks = 40; // Linux's own limit
    QFileInfo file(path_);
    for (int i = 0; file.isSymLink() && i < maxLinks; ++i)
        file = QFileInfo(file.symLinkTarget());
    return file.absoluteFilePath();
}

QList<GitFile::Entry> GitFile::entries() const {
    requireRegular(path_);
    return exists() ? list(path_, path_) : QList<Entry>{};
}

GitFile::Content GitFile::content() const {
    if (!exists())
        return std::nullopt;
    requireRegular(path_);
    QFile file(path_);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(Error::Kind::NotFound, Text::tr("Can't read %1.").arg(path_), {},
                    file.errorString());
    return file.readAll();
}

QByteArray GitFile::edited(const QByteArray &content, const QList<QStringList> &commands,
                           const Check &check) const {
    QTemporaryFile copy; // that only we can read
    if (!copy.open() || copy.write(content) != content.size() || !copy.flush())
        throw cannotWrite(copy.fileTemplate(), copy.errorString());
    const QString name = copy.fileName();
    list(name, path_); // git names a broken line only when it lists
    for (const QStringList &command : commands) {
        const auto result = runGitConfig(name, command);
        if (result.exitCode != 0)
            throw complaint(result, name, path_);
    }
    const auto entries = list(name, path_);
    if (check)
        check(entries);
    QFile result(name); // git has put another file there
    if (!result.open(QIODevice::ReadOnly))
        throw cannotWrite(name, result.errorString());
    return result.readAll();
}

QByteArray GitFile::changed(const QList<QStringList> &commands, const Check &check) const {
    return edited(content().value_or(QByteArray()), commands, check);
}

void GitFile::change(const QList<QStringList> &commands, const Check &check) const {
    const QString real = target();
    requireRegular(real);
    requireFolder(real);
    const Lock lock(real, path_);
    put(changed(commands, check));
}

void GitFile::replace(const Content &expected, const Content &wanted) const {
    const QString real = target();
    requireRegular(real);
    requireFolder(real);
    const Lock lock(real, path_);
    if (content() != expected)
        throw Error(Error::Kind::Busy, Text::tr("Another program has changed %1.").arg(path_),
                    Text::tr("Nothing was changed. Try again."));
    if (wanted)
        put(*wanted);
    else if (QFile file(real); QFileInfo::exists(real) && !file.remove())
        throw cannotWrite(path_, file.errorString());
}

void GitFile::put(const QByteArray &content) const {
    constexpr auto anyWrite =
        QFileDevice::WriteOwner | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    const QString real = target();
    requireRegular(real);
    const QFileInfo original(real);
    // Asked of the bits too: root may write everything, and yet somebody wanted this one kept.
    if (original.exists() && (!original.isWritable() || !(original.permissions() & anyWrite)))
        throw Error(Error::Kind::NotFound, Text::tr("%1 is read-only.").arg(path_),
                    Text::tr("Nothing was changed. Make it writable, then try again."));
    QTemporaryFile copy(real + u".XXXXXX"_s);
    if (!copy.open() || copy.write(content) != content.size() || !copy.flush() ||
        (original.exists() && !copy.setPermissions(original.permissions())))
        throw cannotWrite(path_, copy.errorString());
    const QString name = copy.fileName();
    copy.close();
    std::error_code error;
    std::filesystem::rename(name.toStdU16String(), real.toStdU16String(), error);
    if (error)
        throw cannotWrite(path_, QString::fromStdString(error.message()));
}

} // namespace vouch
