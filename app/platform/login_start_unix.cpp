// SPDX-License-Identifier: Apache-2.0
#include "platform/login_start.h"

#include "core/error.h"
#include "core/folders.h"
#include "platform/login_entry_unix.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace vouch::platform {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Autostart)
};

QByteArray content(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(64 * 1024) : QByteArray();
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
    const QString path = loginEntryPath();
    if (!wanted) {
        remove(path);
        return;
    }
    const QByteArray before = content(path);
    const QByteArray entry = loginEntry(program);
    if (before != entry && (isChange || !isSwitchedOff(before)))
        write(path, entry);
}

} // namespace vouch::platform
