// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "posture/computer.h"
#include "posture/report.h"

#include <QFuture>
#include <QObject>
#include <QThreadPool>

#include <chrono>
#include <functional>

namespace vouch::posture {

/// Collects the device report on its own thread, within a time limit. GUI thread.
class Collector {
public:
    using Reader = std::function<void(const Computer &computer, Report *report)>;

    /// The time limit for a report; what isn't known by then is left out.
    static constexpr std::chrono::milliseconds limit{2000};
    /// All readers, the fastest first.
    static QList<Reader> allReaders();

    /// `root`: see Computer. `clock` must outlive the collector.
    explicit Collector(const Clock &clock, QList<Reader> readers = allReaders(), QString root = {});
    /// Waits for readers in progress, which have the same time limit.
    ~Collector();

    /// The report as sent with a sign-in. Always finishes within the limit.
    QFuture<QByteArray> collect();

private:
    const Clock &clock_;
    QList<Reader> readers_;
    QString root_;
    QThreadPool thread_;
    QObject alive_; ///< its destruction cancels pending limit timers
};

} // namespace vouch::posture
