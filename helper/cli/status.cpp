// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/next_step.h"
#include "cli/running_version.h"
#include "cli/status_text.h"
#include "cli/status_watch.h"

#include "wire/start.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// Doesn't start the application.
StatusAnswer askForStatus() {
    auto connection = wire::Connection::open(wire::runtimePaths());
    if (!connection)
        return std::nullopt;
    wire::BlockWriter request = wire::request("status");
    wire::addAwsVariables(request);
    return exchange(std::move(*connection), request.finish());
}

void printLines(const StatusAnswer &answer) {
    for (const QList<Span> &row : statusLines(answer))
        printPainted(row);
    const auto advice =
        answer ? versionAdvice(*answer, QCoreApplication::applicationVersion()) : std::nullopt;
    if (advice)
        printPainted({{advice->message, Tone::Warning}, {u' ' + advice->fix}});
}

void printStatus(const StatusAnswer &answer, const QCommandLineParser &line) {
    if (line.isSet(u"json"_s)) {
        printJson(statusJson(answer));
    } else if (line.isSet(u"short"_s)) {
        const QString text = shortStatus(answer, QDateTime::currentSecsSinceEpoch());
        if (!text.isEmpty() || line.isSet(u"watch"_s))
            print(text);
    } else {
        printLines(answer);
        if (answer && answer->value("state") == "not_set_up")
            for (const QString &step : setUpSteps())
                print(step);
    }
}

[[noreturn]] void watch(const QCommandLineParser &line) {
    const bool isShort = line.isSet(u"short"_s);
    std::optional<QString> last;
    const auto ask = []() -> StatusAnswer {
        try {
            return askForStatus();
        } catch (const std::exception &) {
            return std::nullopt; // it is just ending
        }
    };
    const auto show = [&](const StatusAnswer &answer) {
        if (const auto failure = answer ? wire::failure(*answer) : std::nullopt) {
            last.reset();
            printError(*failure);
            return;
        }
        const QString now = isShort ? shortStatus(answer, QDateTime::currentSecsSinceEpoch())
                                    : QString::fromUtf8(statusJson(answer));
        if (now != last)
            printStatus(answer, line);
        last = now;
    };
    watchStatus(ask, show, isShort);
}

} // namespace

int status(const QCommandLineParser &line) {
    if (line.isSet(u"short"_s) && line.isSet(u"json"_s))
        throw UsageError{Strings::tr("--short and --json can't be combined.")};
    if (line.isSet(u"watch"_s))
        watch(line);
    const StatusAnswer answer = askForStatus();
    if (const auto failure = answer ? wire::failure(*answer) : std::nullopt)
        return printError(*failure);
    printStatus(answer, line);
    return statusExitCode(answer);
}

int statusAndNextStep() {
    const StatusAnswer answer = askForStatus();
    if (const auto failure = answer ? wire::failure(*answer) : std::nullopt)
        return printError(*failure);
    printLines(answer);
    for (const QString &step : nextSteps(answer))
        print(step);
    print(Strings::tr("All commands: vouch help"));
    return statusExitCode(answer);
}

int logout(const QCommandLineParser &) {
    if (auto connection = wire::Connection::open(wire::runtimePaths())) {
        const auto answer = exchange(std::move(*connection), wire::request("logout").finish());
        if (const auto failure = wire::failure(answer))
            return printError(*failure);
    }
    print(Strings::tr("Signed out."));
    return Done;
}

} // namespace vouch::cli
