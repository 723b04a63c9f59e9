// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/commands.h"

#include "core/error.h"
#include "wire/process.h"

#include <QCoreApplication>
#include <QThread>

#include <chrono>

namespace vouch::cli {

using namespace std::chrono_literals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// Far more than quitting takes.
constexpr auto quittingTime = 30s;

/// Waits until the process has ended. Throws Error if it goes on.
void waitForEnd(wire::ProcessId process) {
    const auto deadline = std::chrono::steady_clock::now() + quittingTime;
    const std::uint64_t started = wire::startOf(process);
    while (started != 0 && wire::startOf(process) == started) {
        if (std::chrono::steady_clock::now() > deadline)
            throw Error(
                Error::Kind::TimedOut,
                Strings::tr("Vouch is still running after %1 seconds.").arg(quittingTime.count()),
                Strings::tr("End the vouch-tray process (PID %1) yourself.").arg(process));
        QThread::msleep(20);
    }
}

} // namespace

int quit(const QCommandLineParser &) {
    auto connection = wire::Connection::open(wire::runtimePaths());
    if (!connection) {
        print(Strings::tr("Vouch is not running."));
        return Done;
    }
    const auto answer = exchange(std::move(*connection), wire::request("quit").finish());
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    waitForEnd(text(answer, "pid").toLongLong());
    print(Strings::tr("Vouch has quit."));
    return Done;
}

} // namespace vouch::cli
