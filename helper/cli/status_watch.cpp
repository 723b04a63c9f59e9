// SPDX-License-Identifier: Apache-2.0
#include "cli/status_watch.h"

#include "core/folders.h"
#include "settings/settings_file.h"
#include "wire/runtime_paths.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QTimer>

#include <chrono>
#include <cstdlib>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// One change writes several files.
constexpr auto writing = 100ms;

/// Watches those of the files and folders that exist and aren't watched yet: a file that is
/// replaced has to be watched anew.
void watchFiles(QFileSystemWatcher &watcher) {
    const QString state = stateFolder(), settings = SettingsFile::standardPath();
    const QString runtime = QString::fromStdString(wire::runtimePaths().directory);
    for (const QString &path :
         {state, state + u"/state.ini"_s, state + u"/activity.jsonl"_s, settings,
          QFileInfo(settings).path(), runtime, QFileInfo(runtime).path()})
        if (QFileInfo::exists(path) && !watcher.files().contains(path) &&
            !watcher.directories().contains(path))
            watcher.addPath(path);
}

} // namespace

void watchStatus(const std::function<StatusAnswer()> &ask,
                 const std::function<void(const StatusAnswer &answer)> &show, bool showsMinutes) {
    QFileSystemWatcher watcher;
    QTimer changed, due;
    for (QTimer *timer : {&changed, &due}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    const auto look = [&] {
        watchFiles(watcher); // before asking, so that no change is missed
        const StatusAnswer answer = ask();
        show(answer);
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        const qint64 next = nextChange(answer, now, showsMinutes);
        if (next == 0)
            due.stop();
        else
            due.start(std::chrono::seconds(next - now));
    };
    const auto settle = [&changed] { changed.start(writing); };
    QObject::connect(&watcher, &QFileSystemWatcher::fileChanged, &changed, settle);
    QObject::connect(&watcher, &QFileSystemWatcher::directoryChanged, &changed, settle);
    QObject::connect(&changed, &QTimer::timeout, look);
    QObject::connect(&due, &QTimer::timeout, look);
    look();
    std::exit(QCoreApplication::exec());
}

} // namespace vouch::cli
