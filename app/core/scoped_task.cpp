// SPDX-License-Identifier: Apache-2.0
#include "core/scoped_task.h"

#include "core/log.h"
#include "core/tasks_under_way.h"

#include <QCoro/QCoroTimer>

#include <chrono>
#include <memory>

namespace vouch {

namespace {

int underWay = 0;

struct Counted {
    Counted() { ++underWay; }
    ~Counted() { --underWay; }
    Q_DISABLE_COPY_MOVE(Counted)
};

} // namespace

int tasksUnderWay() noexcept {
    return underWay;
}

QCoro::Task<> ScopedTask::run(QCoro::Task<> task, std::stop_token stop, Failed failed) {
    const Counted counted;
    std::unique_ptr<const Error> error;
    try {
        co_await task;
    } catch (...) {
        error = currentError();
    }
    if (!error || stop.stop_requested())
        co_return;
    // Never call `failed` from inside the constructor, however early the coroutine failed.
    co_await QCoro::sleepFor(std::chrono::milliseconds(0));
    if (stop.stop_requested())
        co_return;
    qCInfo(logTask) << kindName(error->kind()) << error->message() << error->detail();
    if (failed)
        failed(*error);
}

} // namespace vouch
