// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"

#include <QList>
#include <QObject>

#include <chrono>
#include <memory>

namespace vouch {

class Session;

/// Announces that the session is about to end: once per configured time and session, by the wall
/// clock. Of the times that pass while the computer sleeps, only the latest is announced, on
/// waking. Times before the session's start are skipped. GUI thread.
class Notices : public QObject {
    Q_OBJECT
public:
    Notices(Session &session, Clock &clock);

    /// How long before the end to announce it: the setting `[notice] minutes`, initially 30 and 5.
    /// Times already past in the active session apply from the next one.
    void setTimes(const QList<std::chrono::minutes> &times);

Q_SIGNALS:
    /// The session ends in `remaining`, rounded up.
    void endIsNear(std::chrono::minutes remaining);

private:
    /// Marks all due times as announced.
    void markDue();
    void arm();
    void announce();

    Session &session_;
    Clock &clock_;
    QList<std::chrono::minutes> times_{std::chrono::minutes(30), std::chrono::minutes(5)};
    QList<std::chrono::minutes> announced_; ///< in this session
    std::unique_ptr<Alarm> next_;
};

} // namespace vouch
