// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/autostart.h"

#include "core/error.h"
#include "platform/login_start.h"
#include "session/configuration.h"
#include "ui/text/window_text.h"

#include <QtConcurrentRun>

#include <utility>

namespace vouch::ui {

Autostart::Autostart(Configuration &configuration, QString program)
    : configuration_(configuration), program_(std::move(program)),
      wanted_(configuration.settings().startAtLogin) {
    writer_.setMaxThreadCount(1);
    connect(&configuration_, &Configuration::changed, this, [this] {
        const bool wanted = configuration_.settings().startAtLogin;
        if (std::exchange(wanted_, wanted) != wanted)
            follow(true);
    });
    if (wanted_) // the program may have moved
        follow(false);
}

void Autostart::follow(bool isChange) {
    applying_ =
        ScopedTask([=, this](std::stop_token stop) { return apply(wanted_, isChange, stop); },
                   [this](const Error &error) { setProblem(textInWindow(error)); });
}

QCoro::Task<> Autostart::apply(bool wanted, bool isChange, std::stop_token stop) {
    const auto work = [=, program = program_] {
        platform::setStartAtLogin(wanted, isChange, program);
    };
    co_await QtConcurrent::run(&writer_, work);
    throwIfStopped(stop);
    setProblem({});
}

void Autostart::setProblem(const QString &problem) {
    problem_ = problem;
    Q_EMIT changed();
}

} // namespace vouch::ui
