// SPDX-License-Identifier: Apache-2.0
#include "posture/collector.h"

#include "core/deferred.h"
#include "posture/readers.h"

#include <QCoreApplication>
#include <QMutex>
#include <QTimer>

#include <memory>

namespace vouch::posture {

namespace {

/// A report being collected by the worker thread.
class Collection {
public:
    explicit Collection(Report begun) : report_(std::move(begun)) {}

    QFuture<QByteArray> future() const { return deferred_.future(); }

    void read(const Computer &computer, const QList<Collector::Reader> &readers) {
        Report report = report_; // only this thread writes it
        for (const Collector::Reader &reader : readers) {
            reader(computer, &report);
            const QMutexLocker locker(&mutex_);
            report_ = report;
        }
        deliver();
    }

    /// Delivers what is known so far, once.
    void deliver() {
        const QMutexLocker locker(&mutex_);
        deferred_.deliver(authorizationDetails(report_));
    }

private:
    QMutex mutex_;
    Report report_;
    Deferred<QByteArray> deferred_;
};

} // namespace

QList<Collector::Reader> Collector::allReaders() {
    return {readSystem,   readDiskEncryption, readFirmware,  readAccessControl,
            readFirewall, readUpdates,        readScreenLock};
}

Collector::Collector(const Clock &clock, QList<Reader> readers, QString root)
    : clock_(clock), readers_(std::move(readers)), root_(std::move(root)) {
    thread_.setMaxThreadCount(1);
}

Collector::~Collector() = default;

QFuture<QByteArray> Collector::collect() {
    Report begun;
    begun.applicationVersion = QCoreApplication::applicationVersion();
    begun.collectedAt = clock_.now();
    const auto collection = std::make_shared<Collection>(begun);
    QTimer::singleShot(limit, &alive_, [collection] { collection->deliver(); });
    const Computer computer(root_, QDeadlineTimer(limit));
    thread_.start(
        [collection, computer, readers = readers_] { collection->read(computer, readers); });
    return collection->future();
}

} // namespace vouch::posture
