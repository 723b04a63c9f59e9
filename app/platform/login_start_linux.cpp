// SPDX-License-Identifier: Apache-2.0
// Writes a file to the autostart folder (freedesktop.org "Desktop Application Autostart
// Specification" and "Desktop Entry Specification").
#include "platform/login_start.h"

#include "core/error.h"
#include "core/folders.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace vouch::platform {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Autostart)
};

/// An argument of Exec ("The Exec key"), not yet escaped as a string.
QString quoted(const QString &argument) {
    constexpr auto reserved = " \t\n\"'\\><~|&;$*?#()`"_L1;
    QString result = argument;
    result.replace(u'%', "%%"_L1); // otherwise it's a field code
    if (std::ranges::none_of(argument, [&](QChar c) { return reserved.contains(c); }))
        return result;
    for (const QChar c : {u'\\', u'"', u'`', u'$'}) // the backslash first
        result.replace(c, QString(u'\\') + c);
    return u'"' + result + u'"';
}

/// A value of type string ("Possible value types").
QString escaped(QString value) {
    return value.replace(u'\\', "\\\\"_L1)
        .replace(u'\n', "\\n"_L1)
        .replace(u'\t', "\\t"_L1)
        .replace(u'\r', "\\r"_L1);
}

QByteArray desktopEntry(const QString &program) {
    return u"[Desktop Entry]\n"
           "Type=Application\n"
           "Name=Vouch\n"
           "Comment=git and AWS CodeCommit with one touch of a security key\n"
           "Icon=vouch\n"
           "Exec=%1\n"
           "TryExec=%2\n"
           "Terminal=false\n"
           "StartupNotify=false\n"_s
               .arg(escaped(quoted(program) + u" --background"_s), escaped(program))
               .toUtf8();
}

QString entryPath() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           u"/autostart/vouch.desktop"_s;
}

QByteArray content(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(64 * 1024) : QByteArray();
}

/// The desktop's settings add one of these to the file.
bool switchedOffByDesktop(const QByteArray &entry) {
    return entry.contains("\nHidden=true") || entry.contains("\nX-GNOME-Autostart-enabled=false");
}

[[noreturn]] void cannotChange(const QString &path, const QString &detail) {
    throw Error(Error::Kind::NotFound, Strings::tr("Can't change %1.").arg(path),
                Strings::tr("Check its permissions and the disk."), detail);
}

void write(const QString &path, const QByteArray &entry) {
    makeFolders(QFileInfo(path).path());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(entry) != entry.size() || !file.commit())
        cannotChange(path, file.errorString());
}

void remove(const QString &path) {
    QFile file(path);
    if (file.exists() && !file.remove())
        cannotChange(path, file.errorString());
}

} // namespace

void setStartAtLogin(bool wanted, bool isChange, const QString &program) {
    const QString path = entryPath();
    if (!wanted) {
        remove(path);
        return;
    }
    const QByteArray before = content(path);
    const QByteArray entry = desktopEntry(program);
    if (before != entry && (isChange || !switchedOffByDesktop(before)))
        write(path, entry);
}

} // namespace vouch::platform
