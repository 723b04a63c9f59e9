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
    // The folder, not the file: every change replaces the file.
    const QString folder = QFileInfo(file_.path()).path();
    makeFolders(folder);
    watcher_.addPath(folder);
    connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, [this] {
        reloading_ = ScopedTask([this](std::stop_token stop) { return settled(stop); }, {});
    });
}

void Configuration::load() {
    loaded_ = fileStamp(file_.path());
    try {
        settings_ = file_.read();
    } catch (const Error &error) {
        problem_ = error;
    }
}

void Configuration::forget() {
    file_.remove();
    setProblem(std::nullopt);
    take(Settings());
}

QCoro::Task<> Configuration::settled(std::stop_token stop) {
    co_await QCoro::sleepFor(settle);
    throwIfStopped(stop);
    co_await upToDate(stop);
}

QCoro::Task<> Configuration::upToDate(std::stop_token stop) {
    for (FileStamp now = fileStamp(file_.path()); now != loaded_; now = fileStamp(file_.path())) {
        if (!reading_ || reading_->of != now) {
            const auto read = [file = file_] { return file.read(); };
            reading_ = Reading{now, QtConcurrent::run(read)};
        }
        const Reading reading = *reading_;
        std::optional<Settings> settings;
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

void Configuration::take(const Settings &settings) {
    if (settings == settings_)
        return;
    settings_ = settings;
    Q_EMIT changed();
}

void Configuration::setProblem(std::optional<Error> problem) {
    const bool had = problem_.has_value();
    problem_ = std::move(problem);
    if (had || problem_)
        Q_EMIT problemChanged();
}

} // namespace vouch
