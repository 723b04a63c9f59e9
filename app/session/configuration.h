// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.h"
#include "core/file_stamp.h"
#include "core/scoped_task.h"
#include "settings/settings_file.h"

#include <QFileSystemWatcher>
#include <QFuture>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <optional>

namespace vouch {

/// The settings in force: read at the start and again whenever the file changes. A file that cannot
/// be read is a problem that the person sees; what was loaded before stays in force. GUI thread.
class Configuration : public QObject {
    Q_OBJECT
public:
    /// Reads the file, before the event loop runs.
    explicit Configuration(SettingsFile file = SettingsFile());

    const Settings &settings() const noexcept { return settings_; }
    const SettingsFile &file() const noexcept { return file_; }
    /// Finishes when the settings in force are those of the file as it stands now: a person may
    /// change them and use git before the change was noticed. Costs a look at the file's time.
    QCoro::Task<> upToDate(std::stop_token stop);
    using Change = std::function<void(SettingsFile &)>;
    /// Changes the file on another thread, one change after the other, and finishes when the
    /// settings in force are the changed ones. Who stops waiting does not stop the change. Throws
    /// what SettingsFile throws; nothing was written then.
    QCoro::Task<> change(Change change, std::stop_token stop);
    /// Removes the file; the settings in force are then empty.
    void forget();
    /// Why the file could not be read, if so.
    const std::optional<Error> &problem() const noexcept { return problem_; }

Q_SIGNALS:
    /// The settings in force are others than before.
    void changed();
    void problemChanged();

private:
    /// One reading serves everybody who waits for the same state of the file.
    struct Reading {
        FileStamp of;
        QFuture<Settings> settings;
    };

    void load();
    QCoro::Task<> settled(std::stop_token stop);
    void take(const Settings &settings);
    void setProblem(std::optional<Error> problem);

    SettingsFile file_;
    Settings settings_;
    std::optional<Error> problem_;
    FileStamp loaded_;
    std::optional<Reading> reading_; ///< the latest that was begun
    QFileSystemWatcher watcher_;
    ScopedTask reloading_;
    QThreadPool writer_; ///< of one thread, so that changes keep their order
};

} // namespace vouch
