// SPDX-License-Identifier: Apache-2.0
#include "app/quit.h"

#include "app/parts.h"

#include <QCoreApplication>
#include <QTimer>

namespace vouch {

using namespace std::chrono_literals;

namespace {

/// Time for canceled tasks to answer the programs that wait: a few rounds of the event loop.
constexpr auto answerTime = 100ms;

} // namespace

void quit(Parts &parts) {
    parts.restarts = false; // a window may have kept an earlier restart from happening
    parts.signIn.stop();
    parts.enrollment.cancel();
    parts.keyAddition.stop();
    parts.questions.stop();
    QTimer::singleShot(answerTime, qApp, [] { QCoreApplication::quit(); });
}

void restart(Parts &parts) {
    quit(parts);
    parts.restarts = true;
}

void quitWhenIdle(Parts &parts) {
    parts.idleEnd.emplace(parts.session, parts.signIn, parts.enrollment, parts.profiles,
                          parts.clock, [] { QCoreApplication::quit(); });
}

} // namespace vouch
