// SPDX-License-Identifier: Apache-2.0
#include "session/configuration.h"

#include "core/folders.h"

#include <QFileInfo>
#include <QtConcurrentRun>

#include <QCoro/QCoroTimer>

namespace vouch {

using namespace std::chrono_literals;

namespace {

/// Editors save in several steps; this waits until the burst of events is over.
constexpr auto settle = 100ms;

} // namespace

Configuration::Configuration(SettingsFile file) : file_(std::move(file)) {
    writer_.setMaxThreadCount(1);
    load();
    makeFolders(QFileInfo(file_.path()).path());
    watch();
    connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, &Configuration::reload);
}

void Configuration::reload() {
    reloading_ = ScopedTask([this](std::stop_token stop) { return settled(stop); }, {});
}

/// Watches folders, not files: every change replaces the file. The organization's folder may not
/// exist yet.
void Configuration::watch() {
    QStringList folders{QFileInfo(file_.path()).path()};
    if (const QString &path = file_.organization().path; !path.isEmpty()) {
        const QString folder = QFileInfo(path).path();
        folders.append(QFileInfo::exists(folder) ? folder : QFileInfo(folder).path());
    }
    for (const QString &folder : std::as_const(folders))
        if (!watcher_.directories().contains(folder))
            watcher_.addPath(folder);
}

Configuration::Stamps Configuration::stamps() const {
    return {fileStamp(file_.path()), fileStamp(file_.organization().path)};
}

void Configuration::load() {
    loaded_ = stamps();
    try {
        inForce_ = file_.readInForce();
    } catch (const Error &error) {
        problem_ = error;
    }
}

void Configuration::forget() {
    file_.remove();
    setProblem(std::nullopt);
    take(SettingsInForce());
    loaded_ = Stamps(); // so that what the organization set is read again
    reloading_ = ScopedTask([this](std::stop_token stop) { return upToDate(stop); }, {});
}

QCoro::Task<> Configuration::settled(std::stop_token stop) {
    co_await QCoro::sleepFor(settle);
    throwIfStopped(stop);
    watch();
    co_await upToDate(stop);
}

QCoro::Task<> Configuration::upToDate(std::stop_token stop) {
    for (Stamps now = stamps(); now != loaded_; now = stamps()) {
        if (!reading_ || reading_->of != now) {
            const auto read = [file = file_] { return file.readInForce(); };
            reading_ = Reading{now, QtConcurrent::run(read)};
        }
        const Reading reading = *reading_;
        std::optional<SettingsInForce> settings;
        std::optional<Error> problem;
        try {
            settings = co_await reading.settings;
        } catch (const Error &error) {
            problem = error;
        }
        throwIfStopped(stop);
        if (loaded_ == now) // another caller waiting for the same read was first
            co_return;
        if (reading_->of != now) // the file changed in the meantime
            continue;
        loaded_ = now;
        setProblem(problem);
        if (settings)
            take(*settings);
        co_return;
    }
}

QCoro::Task<> Configuration::change(Change change, std::stop_token stop) {
    const auto write = [file = file_, change = std::move(change)] {
        SettingsFile changed(file);
        change(changed);
    };
    co_await QtConcurrent::run(&writer_, write);
    throwIfStopped(stop);
    co_await upToDate(stop);
}

void Configuration::take(const SettingsInForce &settings) {
    if (settings == inForce_)
        return;
    inForce_ = settings;
    Q_EMIT changed();
}

void Configuration::setProblem(std::optional<Error> problem) {
    const bool had = problem_.has_value();
    problem_ = std::move(problem);
    if (had || problem_)
        Q_EMIT problemChanged();
}

} // namespace vouch
