// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"

#include <QCoreApplication>
#include <QObject>
#include <QThreadPool>

namespace vouch {
class Configuration;
}

namespace vouch::ui {

/// Has the desktop start the application at login, without a window, as the settings want it. What
/// the person switched off in the desktop's own settings stays off until ours are changed. GUI
/// thread; files are written on another.
class Autostart : public QObject {
    Q_OBJECT
public:
    /// `program`: the path of what is started.
    explicit Autostart(Configuration &configuration,
                       QString program = QCoreApplication::applicationFilePath());

    /// Why the last change could not be made; empty when it was.
    const QString &problem() const noexcept { return problem_; }

Q_SIGNALS:
    /// A change was made, or could not be.
    void changed();

private:
    void follow(bool isChange);
    QCoro::Task<> apply(bool wanted, bool isChange, std::stop_token stop);
    void setProblem(const QString &problem);

    Configuration &configuration_;
    QString program_;
    bool wanted_ = false;
    QString problem_;
    QThreadPool writer_; ///< of one thread, so that changes keep their order
    ScopedTask applying_;
};

} // namespace vouch::ui
