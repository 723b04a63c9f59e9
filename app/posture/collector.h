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

/// Finds out what there is to report, on a thread of its own, in a bounded time. GUI thread.
class Collector {
public:
    using Reader = std::function<void(const Computer &computer, Report *report)>;

    /// The longest that a report may take; what is not known by then is left out.
    static constexpr std::chrono::milliseconds limit{2000};
    /// All there are, the quick ones first.
    static QList<Reader> allReaders();

    /// `root`: as Computer takes it. `clock` outlives the collector.
    explicit Collector(const Clock &clock, QList<Reader> readers = allReaders(), QString root = {});
    /// Waits for what still reads; that is bounded like a report.
    ~Collector();

    /// The report as a sign-in sends it. Finishes within the limit, whatever hangs.
    QFuture<QByteArray> collect();

private:
    const Clock &clock_;
    QList<Reader> readers_;
    QString root_;
    QThreadPool thread_;
    QObject alive_; ///< whose end withdraws what still waits for the limit
};

} // namespace vouch::posture
