// SPDX-License-Identifier: Apache-2.0
#include "platform/command_links.h"

#include "core/error.h"
#include "core/process.h"
#include "core/shell_quoting.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace vouch::platform {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::platform)
};

/// In every shell's PATH; /etc/paths begins with it.
const QString linkFolder = u"/usr/local/bin"_s;
const QStringList commands{u"vouch"_s, u"git-credential-vouch"_s, u"git-remote-codecommit"_s};

QString linkOf(const QString &command) {
    return linkFolder + u'/' + command;
}

/// Replaces links only: another program of that name isn't ours.
bool canReplace(const QString &link) {
    const QFileInfo info(link);
    return info.isSymLink() || !info.exists();
}

bool linkAsUser(const QString &folder) {
    return std::ranges::all_of(commands, [&folder](const QString &command) {
        const QString link = linkOf(command);
        QFile::remove(link);
        return QFile::link(folder + u'/' + command, link);
    });
}

/// The system's window asks for an administrator's password.
void linkAsAdministrator(const QString &folder) {
    constexpr std::chrono::minutes patience(5);
    QStringList steps{u"mkdir -p "_s + linkFolder};
    for (const QString &command : commands)
        steps.append(u"ln -sfh %1 %2"_s.arg(shellQuoted(folder + u'/' + command), linkOf(command)));
    QString script = steps.join(u" && "_s);
    script.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    ProcessOptions options;
    options.patience = patience;
    const ProcessResult result = runProcess(
        u"/usr/bin/osascript"_s,
        {u"-e"_s, u"do shell script \"%1\" with administrator privileges"_s.arg(script)}, options);
    if (result.exitCode != 0)
        throw Error(Error::Kind::NotFound, Strings::tr("Can't create links in %1.").arg(linkFolder),
                    Strings::tr("Try again, and enter an administrator's password."),
                    QString::fromUtf8(result.errors));
}

void makeLinks(const QString &folder) {
    for (const QString &command : commands)
        if (!canReplace(linkOf(command)))
            throw Error(Error::Kind::NotFound,
                        Strings::tr("%1 belongs to another program.").arg(linkOf(command)),
                        Strings::tr("Remove it first, if you don't need it."));
    if (!linkAsUser(folder))
        linkAsAdministrator(folder);
}

} // namespace

std::function<void()> commandLinks() {
    const QString folder = QCoreApplication::applicationDirPath();
    if (!folder.endsWith(".app/Contents/MacOS"_L1))
        return {};
    return [folder] { makeLinks(folder); };
}

} // namespace vouch::platform
