// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"

#include <QList>
#include <QObject>

#include <chrono>
#include <memory>

namespace vouch {

class Session;

/// Says in time that the session is about to end: once for each of its times and session, by the
/// wall clock. A time that passed while the computer slept is said when it wakes, the nearest one
/// only; one that lies before the session's beginning is left out. GUI thread.
class Notices : public QObject {
    Q_OBJECT
public:
    Notices(Session &session, Clock &clock);

    /// How long before the end; `[notice] minutes`, 30 and 5 unless told. One that is past in the
    /// session that is active waits for the next session.
    void setTimes(const QList<std::chrono::minutes> &times);

Q_SIGNALS:
    /// The session ends in `left`, rounded up.
    void endIsNear(std::chrono::minutes left);

private:
    /// Marks as said whatever time has come.
    void markDue();
    void arm();
    void say();

    Session &session_;
    Clock &clock_;
    QList<std::chrono::minutes> times_{std::chrono::minutes(30), std::chrono::minutes(5)};
    QList<std::chrono::minutes> said_; ///< in this session
    std::unique_ptr<Alarm> next_;
};

} // namespace vouch
