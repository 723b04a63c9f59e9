// SPDX-License-Identifier: Apache-2.0
// A file in the autostart folder (freedesktop.org "Desktop Application Autostart Specification" and
// "Desktop Entry Specification").
#include "ui/autostart.h"

#include "core/error.h"
#include "core/folders.h"
#include "session/configuration.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>
#include <QtConcurrentRun>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// An argument of Exec ("The Exec key"), not yet escaped as a string.
QString quoted(const QString &argument) {
    constexpr auto reserved = " \t\n\"'\\><~|&;$*?#()`"_L1;
    QString result = argument;
    result.replace(u'%', "%%"_L1); // else it is a field code
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

/// The desktop's own settings write one of these into the file.
bool switchedOffByDesktop(const QByteArray &entry) {
    return entry.contains("\nHidden=true") || entry.contains("\nX-GNOME-Autostart-enabled=false");
}

[[noreturn]] void cannotChange(const QString &path, const QString &detail) {
    throw Error(Error::Kind::NotFound, Autostart::tr("Can't change %1.").arg(path),
                Autostart::tr("Check its permissions and the disk."), detail);
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

void change(bool wanted, bool isChange, const QString &program) {
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

} // namespace

Autostart::Autostart(Configuration &configuration, QString program)
    : configuration_(configuration), program_(std::move(program)),
      wanted_(configuration.settings().startAtLogin) {
    writer_.setMaxThreadCount(1);
    connect(&configuration_, &Configuration::changed, this, [this] {
        const bool wanted = configuration_.settings().startAtLogin;
        if (std::exchange(wanted_, wanted) != wanted)
            follow(true);
    });
    if (wanted_) // the program may stand elsewhere since
        follow(false);
}

void Autostart::follow(bool isChange) {
    applying_ = Story([=, this](std::stop_token stop) { return apply(wanted_, isChange, stop); },
                      [this](const Error &error) {
                          setProblem((error.message() + u' ' + error.hint()).trimmed());
                      });
}

QCoro::Task<> Autostart::apply(bool wanted, bool isChange, std::stop_token stop) {
    const auto work = [=, program = program_] { change(wanted, isChange, program); };
    co_await QtConcurrent::run(&writer_, work);
    throwIfStopped(stop);
    setProblem({});
}

void Autostart::setProblem(const QString &problem) {
    problem_ = problem;
    Q_EMIT changed();
}

} // namespace vouch::ui
