// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/log_dialog.h"

#include "core/error.h"
#include "ui/text/path_text.h"
#include "ui/widgets/buttons.h"

#include <QDesktopServices>
#include <QFile>
#include <QFileInfo>
#include <QPushButton>
#include <QUrl>
#include <QtConcurrentRun>

namespace vouch::ui {

namespace {

constexpr qint64 shownBytes = 128 * 1024;

/// The last lines of the file. Blocking.
QString lastLines(const QString &path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(Error::Kind::NotFound, LogDialog::tr("The log can't be read."),
                    file.errorString());
    const qint64 start = file.size() - shownBytes;
    if (start > 0) {
        file.seek(start);
        file.readLine(); // probably not a whole one
    }
    return QString::fromUtf8(file.readAll());
}

TextDialog::Source linesOf(const QString &path) {
    return [path] { return QtConcurrent::run(lastLines, path); };
}

} // namespace

LogDialog::LogDialog(const QString &file, QWidget *parent)
    : TextDialog(tr("Log"),
                 tr("What Vouch did, without secrets. The latest is at the end; the whole log is "
                    "in %1.")
                     .arg(underHome(file)),
                 linesOf(file), parent) {
    showEnd();
    QPushButton *folder = pushButton(tr("&Open folder"), this);
    QPushButton *refresh = pushButton(tr("&Refresh"), this);
    addButton(refresh);
    addButton(folder);
    connect(folder, &QPushButton::clicked, this,
            [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).path())); });
    connect(refresh, &QPushButton::clicked, this, [this] { load(); });
}

} // namespace vouch::ui
