// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/process.h"
#include "process_patience.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

/// A home folder for the real git, with its own global configuration and state and no system
/// configuration. `bin` has credential helpers, `vouch` among them, that only record each call.
class GitHome {
public:
    GitHome() {
        using namespace Qt::Literals::StringLiterals;
        qputenv("HOME", root().toUtf8());
        for (const char *name : {"XDG_STATE_HOME", "LOCALAPPDATA"})
            qputenv(name, path(u"state"_s).toUtf8());
        qputenv("XDG_CONFIG_HOME", path(u"xdg"_s).toUtf8());
        qputenv("GIT_CONFIG_NOSYSTEM", "1");
        qputenv("GIT_CEILING_DIRECTORIES", root().toUtf8());
        qunsetenv("GIT_CONFIG_GLOBAL");
        qunsetenv("GIT_CONFIG_COUNT");
        QDir(root()).mkdir(u"bin"_s);
        for (const char *name : {"vouch", "libsecret", "osxkeychain", "manager", "other"})
            helper(QLatin1StringView(name), "cat >/dev/null\n");
        const QString bin = QDir::toNativeSeparators(path(u"bin"_s));
        qputenv("PATH", (bin + QDir::listSeparator()).toUtf8() + outerPath());
    }

    /// The PATH without `bin`.
    static QByteArray outerPath() {
        static const QByteArray path = qgetenv("PATH");
        return path;
    }
    QString root() const { return folder_.path(); }
    QString path(const QString &name) const { return folder_.filePath(name); }
    QString config() const { return path(QStringLiteral(".gitconfig")); }

    void write(const QString &file, const QByteArray &text) const {
        QDir().mkpath(QFileInfo(file).path());
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
            qFatal("can't write");
    }
    void append(const QString &file, const QByteArray &text) const {
        write(file, read(file) + text);
    }
    QByteArray read(const QString &file) const {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    /// What the file of the credential helper of that name is called.
    static QString program(const QString &name) {
#ifdef Q_OS_WIN
        return QStringLiteral("git-credential-%1.exe").arg(name);
#else
        return QStringLiteral("git-credential-") + name;
#endif
    }
    /// Creates a credential helper of that name that runs the script, with the operation in $1.
    void helper(const QString &name, const QByteArray &script) const {
        const QString file = path(QStringLiteral("bin/") + program(name));
        write(file, "#!/bin/sh\necho " + name.toUtf8() + " $1 >> \"$HOME/calls\"\n" + script);
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    static QByteArray git(const QStringList &arguments, const QByteArray &input = {},
                          const QString &directory = {}) {
        return vouch::runProcess(QStringLiteral("git"), arguments,
                                 {directory, {}, input, processPatience})
            .output;
    }

    /// The helpers that git would send a password for the URL to, in order.
    QByteArrayList told(const QString &url, const QString &directory = {}) const {
        QFile::remove(path(QStringLiteral("calls")));
        git({QStringLiteral("credential"), QStringLiteral("approve")},
            "url=" + url.toUtf8() + "\nusername=x\npassword=y\n\n",
            directory.isEmpty() ? root() : directory);
        QByteArrayList names =
            read(path(QStringLiteral("calls"))).replace(" store", "").split('\n');
        names.removeLast();
        return names;
    }

private:
    QTemporaryDir folder_;
};
