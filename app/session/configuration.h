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

/// The settings in force: read at startup and again whenever the user's file or the organization's
/// changes. If one can't be read, `problem` says why and the previous settings stay in force. GUI
/// thread.
class Configuration : public QObject {
    Q_OBJECT
public:
    /// Reads the files synchronously.
    explicit Configuration(SettingsFile file = SettingsFile());

    const Settings &settings() const noexcept { return inForce_.settings; }
    /// Who set them.
    const Origins &origins() const noexcept { return inForce_.origins; }
    const SettingsFile &file() const noexcept { return file_; }
    /// Finishes when the settings match the files as they are now: the user may edit one and run
    /// git before the watcher notices. Cheap if nothing changed: two stats.
    QCoro::Task<> upToDate(std::stop_token stop);
    using Change = std::function<void(SettingsFile &)>;
    /// Changes the file on another thread, one change after another, and finishes when the changed
    /// settings are in force. `stop` ends the wait, not the change. Throws what SettingsFile
    /// throws; in that case nothing was written.
    QCoro::Task<> change(Change change, std::stop_token stop);
    /// Removes the user's file and resets the settings to their defaults. The organization's follow
    /// soon, at the latest with `upToDate`.
    void forget();
    /// Why a file can't be read; empty if both can.
    const std::optional<Error> &problem() const noexcept { return problem_; }

Q_SIGNALS:
    /// The settings in force changed, or who set them.
    void changed();
    void problemChanged();

private:
    struct Stamps {
        FileStamp user, organization;

        bool operator==(const Stamps &) const = default;
    };
    /// One read, shared by all callers that wait for the same version of the files.
    struct Reading {
        Stamps of;
        QFuture<SettingsInForce> settings;
    };

    Stamps stamps() const;
    void load();
    void watch();
    void reload();
    QCoro::Task<> settled(std::stop_token stop);
    void take(const SettingsInForce &settings);
    void setProblem(std::optional<Error> problem);

    SettingsFile file_;
    SettingsInForce inForce_;
    std::optional<Error> problem_;
    Stamps loaded_;
    std::optional<Reading> reading_; ///< the latest one started
    QFileSystemWatcher watcher_;
    ScopedTask reloading_;
    QThreadPool writer_; ///< a single thread, to keep changes in order
};

} // namespace vouch
