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

/// Keeps the desktop's login item in step with the "start at login" setting; the application then
/// starts without a window. If the user turned it off in the desktop's own settings, it stays off
/// until our setting changes. GUI thread; files are written on another thread.
class Autostart : public QObject {
    Q_OBJECT
public:
    /// `program`: the path of the program to start.
    explicit Autostart(Configuration &configuration,
                       QString program = QCoreApplication::applicationFilePath());

    /// Why the last change failed; empty if it succeeded.
    const QString &problem() const noexcept { return problem_; }

Q_SIGNALS:
    /// A change succeeded or failed.
    void changed();

private:
    void follow(bool isChange);
    QCoro::Task<> apply(bool wanted, bool isChange, std::stop_token stop);
    void setProblem(const QString &problem);

    Configuration &configuration_;
    QString program_;
    bool wanted_ = false;
    QString problem_;
    QThreadPool writer_; ///< one thread, so that changes stay in order
    ScopedTask applying_;
};

} // namespace vouch::ui
