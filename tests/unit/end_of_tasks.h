// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tasks_under_way.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QThread>

namespace vouch::test {

/// The first member of a test's parts, and so the last one destroyed: waits until the tasks that
/// the others stopped have ended. Their memory would count as leaked.
struct EndOfTasks {
    EndOfTasks() = default;
    EndOfTasks(const EndOfTasks &) = delete;
    EndOfTasks &operator=(const EndOfTasks &) = delete;
    ~EndOfTasks() {
        // A task that outlives the parts is the test's own; that one is not waited for long.
        for (const QDeadlineTimer limit(10'000); tasksUnderWay() > 0 && !limit.hasExpired();) {
            QCoreApplication::processEvents();
            QThread::msleep(1);
        }
    }
};

} // namespace vouch::test
