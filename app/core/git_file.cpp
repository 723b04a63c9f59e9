// SPDX-License-Identifier: Apache-2.0
#include "core/git_file.h"

#include "core/error.h"
#include "core/folders.h"
#include "core/ownership.h"
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

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::GitFile)
};

constexpr int lockMilliseconds = 5'000;

/// git's error message ("bad config line 4 in file ...") with the real file's name instead of the
/// copy's.
Error complaint(const ProcessResult &result, const QString &shown, const QString &path) {
    static const QRegularExpression badLine(u"bad config line (\\d+)"_s);
    const QString output = QString::fromUtf8(result.errors).trimmed();
    const auto match = badLine.match(output);
    const QString message =
        match.hasMatch() ? Strings::tr("Line %1 of %2 is not valid.").arg(match.captured(1), path)
                         : Strings::tr("git can't read %1.").arg(path) + u' ' +
                               QString(output).replace(shown, path).section(u'\n', -1);
    return Error(Error::Kind::Malformed, message,
                 Strings::tr("Nothing was changed. Fix %1, then try again.").arg(path));
}

Error cannotWrite(const QString &path, const QString &detail) {
    const QString message = detail.isEmpty() ? Strings::tr("Can't write %1.").arg(path)
                                             : Strings::tr("Can't write %1: %2.").arg(path, detail);
    return Error(Error::Kind::NotFound, message,
                 Strings::tr("Nothing was changed. Check its permissions and the disk."), detail);
}

/// `git config --file` also reads the working directory's repository and the user's configuration,
/// and fails if they're broken, so it runs isolated from both.
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

/// Reading a pipe could block forever, and a device must never be replaced by a file.
void requireRegular(const QString &path) {
    if (const QFileInfo file(path); file.exists() && !file.isFile())
        throw Error(Error::Kind::Malformed, Strings::tr("%1 isn't a regular file.").arg(path),
                    Strings::tr("Nothing was changed. Replace it with a regular file. If "
                                "GIT_CONFIG_GLOBAL names it, run: unset GIT_CONFIG_GLOBAL"));
}

/// Why a file can't be written next to this one, in the system's words; empty if it can.
QString obstacle(const QString &target) {
    QTemporaryFile probe(target + u".XXXXXX"_s);
    return probe.open() && probe.write("vouch") > 0 && probe.flush() ? QString()
                                                                     : probe.errorString();
}

/// git's own lock file.
class Lock {
public:
    Lock(const QString &target, const QString &shown) : file_(target + u".lock"_s) {
        file_.setStaleLockTime(0); // git's lock doesn't name its holder and may be old
        if (file_.tryLock(lockMilliseconds))
            return;
        if (const QString reason = obstacle(target);
            file_.error() != QLockFile::LockFailedError && !reason.isEmpty())
            throw cannotWrite(shown, reason);
        throw Error(Error::Kind::Busy, Strings::tr("Another program is changing %1.").arg(shown),
                    Strings::tr("Try again. If no other program is changing it, delete %1.lock.")
                        .arg(target));
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

/// A symbolic link (to a dotfiles folder, say) stays a link; its target is replaced or created.
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
        throw Error(Error::Kind::NotFound, Strings::tr("Can't read %1.").arg(path_), {},
                    file.errorString());
    return file.readAll();
}

QByteArray GitFile::edited(const QByteArray &content, const QList<QStringList> &commands,
                           const Check &check) const {
    QTemporaryFile copy; // readable only by us
    if (!copy.open() || copy.write(content) != content.size() || !copy.flush())
        throw cannotWrite(copy.fileTemplate(), copy.errorString());
    const QString name = copy.fileName();
    list(name, path_); // git reports an invalid line only when listing
    for (const QStringList &command : commands) {
        const auto result = runGitConfig(name, command);
        if (result.exitCode != 0)
            throw complaint(result, name, path_);
    }
    const auto entries = list(name, path_);
    if (check)
        check(entries);
    QFile result(name); // git replaced the file
    if (!result.open(QIODevice::ReadOnly))
        throw cannotWrite(name, result.errorString());
    return withLineEndsOf(content, result.readAll());
}

QByteArray GitFile::withLineEndsOf(const QByteArray &like, QByteArray text) {
    if (!like.contains('\n') || like.count('\n') != like.count("\r\n"))
        return text;
    return text.replace("\r\n", "\n").replace('\n', "\r\n");
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
        throw Error(Error::Kind::Busy, Strings::tr("Another program changed %1.").arg(path_),
                    Strings::tr("Nothing was changed. Try again."));
    if (wanted)
        put(*wanted);
    else if (QFile file(real); QFileInfo::exists(real) && !file.remove())
        throw cannotWrite(path_, file.errorString());
}

void GitFile::put(const QByteArray &content) const {
    const QString real = target();
    requireRegular(real);
    const QFileInfo original(real);
    if (isReadOnly(original))
        throw Error(Error::Kind::NotFound, Strings::tr("%1 is read-only.").arg(path_),
                    Strings::tr("Nothing was changed. Make it writable, then try again."));
    QString name;
    {
        QTemporaryFile copy(real + u".XXXXXX"_s);
        if (!copy.open() || copy.write(content) != content.size() || !copy.flush() ||
            (original.exists() && !copy.setPermissions(original.permissions())))
            throw cannotWrite(path_, copy.errorString());
        copy.setAutoRemove(false);
        name = copy.fileName();
    } // Windows renames no file that is open
    std::error_code error;
    std::filesystem::rename(name.toStdU16String(), real.toStdU16String(), error);
    if (error) {
        QFile::remove(name);
        throw cannotWrite(path_, QString::fromStdString(error.message()));
    }
}

} // namespace vouch
