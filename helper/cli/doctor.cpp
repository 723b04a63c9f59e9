// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/connection_text.h"

#include "cli/credentials_request.h"
#include "cli/doctor_attempts.h"
#include "cli/doctor_git.h"
#include "cli/doctor_report.h"
#include "cli/doctor_subject.h"
#include "cli/running_version.h"
#include "cli/terminal.h"
#include "codecommit/address.h"
#include "core/advice.h"
#include "core/error.h"
#include "core/ownership.h"
#include "core/shell_quoting.h"
#include "gitconfig/known_helper.h"
#include "gitconfig/repository_checks.h"
#include "wire/start.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <limits>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using State = CheckResult::State;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// The region of an address without one: from the AWS variables, else from the role it would use.
QString defaultRegion(const codecommit::Address &address) {
    if (QString region = regionVariable(); !region.isEmpty())
        return region;
    try {
        wire::BlockWriter request = wire::request("route");
        request.add("path", "v1/repos/" + address.repository)
            .addUnlessEmpty("username", address.profile);
        wire::addAwsVariables(request);
        const auto answer = exchange(wire::connectOrStart(wire::runtimePaths()), request.finish());
        return text(answer, "region");
    } catch (const std::exception &) {
        return {}; // connect() reports why the application can't be reached
    }
}

/// Connects to the application, starting it if needed. Reports a failure and returns nothing.
std::optional<wire::Connection> connect(Report &report) {
    const QString name = u"application"_s;
    const wire::RuntimePaths paths = wire::runtimePaths();
    const QString folder = QString::fromStdString(paths.directory);
    const QFileInfo info(folder);
    if (info.exists() && isOurs(info) && !wire::directoryIsOurs(paths)) {
        report.add(
            {u"endpoint"_s, State::Problem,
             Strings::tr("Other users can access the folder %1, so nothing in it can be trusted.")
                 .arg(folder),
             advice::makePrivateCommand(shellQuoted(folder))});
        return std::nullopt;
    }
    const QString program = QString::fromStdString(wire::programBeside("vouch-tray"));
    try {
        return wire::connectOrStart(paths);
    } catch (const std::exception &error) {
        const QString message = connectionText(error);
        const QString first = message.section(". "_L1, 0, 0);
        if (!QFileInfo(program).isExecutable())
            report.add({name, State::Problem,
                        Strings::tr("The program %1 is missing.").arg(program),
                        Strings::tr("Reinstall Vouch.")});
        else
            report.add({name, State::Problem, first.endsWith(u'.') ? first : first + u'.',
                        first == message ? Strings::tr("Start %1 yourself to see why.").arg(program)
                                         : message.section(". "_L1, 1)});
    }
    return std::nullopt;
}

/// Compares versions: after an update the old application may still be running.
void checkVersion(Report &report, const wire::Block &status) {
    if (const auto advice = versionAdvice(status, QCoreApplication::applicationVersion()))
        report.add({u"application"_s, State::Warning, advice->message, advice->fix});
    else
        report.add({u"application"_s, State::Ok, Strings::tr("Vouch is running."), {}});
}

/// The command in a hint, ready to copy; other hints as they are.
QString commandIn(const QString &hint) {
    // The application's hints may be in another language than this program's.
    for (const QString &lead : {u"Run: "_s, u"Ausführen: "_s})
        if (hint.startsWith(lead))
            return hint.sliced(lead.size());
    return hint;
}

void checkApplication(Report &report, const Subject &subject) {
    auto connection = connect(report);
    if (!connection)
        return;
    try {
        checkVersion(report, exchange(std::move(*connection), wire::request("status").finish()));
        wire::BlockWriter request = wire::request("check");
        request.addUnlessEmpty("url", subject.url.toStdString())
            .addUnlessEmpty("username", subject.userName.toStdString());
        wire::addAwsVariables(request);
        const auto answer =
            exchange(wire::connectOrStart(wire::runtimePaths()), request.finish(),
                     [&report](const wire::Block &event, wire::Connection &) {
                         if (event.value("event") == "check")
                             report.add({text(event, "name"), stateFromName(text(event, "state")),
                                         text(event, "message"), commandIn(text(event, "fix"))});
                     });
        if (const auto failure = wire::failure(answer))
            report.add({u"application"_s, State::Problem, QString::fromStdString(failure->message),
                        commandIn(QString::fromStdString(failure->hint))});
    } catch (const wire::ConnectionError &error) {
        report.add({u"application"_s, State::Problem, connectionText(error),
                    Strings::tr("Try again: vouch doctor")});
    }
}

Subject findSubject(Report &report, const QString &argument) {
    const QString address = remoteAddress(argument);
    const auto parsed = codecommit::parseAddress(address.toStdString());
    const bool needsRegion = parsed && parsed->region.empty();
    Subject subject = subjectFrom(address, needsRegion ? defaultRegion(*parsed) : QString());
    if (!subject.url.isEmpty() || argument.isEmpty())
        return subject;
    const auto finding = urlProblem(address);
    if (finding && finding->name != "unknown-host"_L1)
        report.add(resultOf(*finding));
    else
        report.add({u"repository"_s, State::Warning,
                    Strings::tr("%1 isn't a CodeCommit address, so Vouch doesn't handle it.")
                        .arg(argument),
                    u"vouch doctor https://git-codecommit.REGION.amazonaws.com/v1/repos/NAME"_s});
    return {};
}

void printResult(const CheckResult &result) {
    const qsizetype width =
        isTerminal(stdout) ? terminalWidth() : std::numeric_limits<qsizetype>::max();
    for (const QList<Span> &row : rendered(result, width))
        printPainted(row);
}

} // namespace

int doctor(const QCommandLineParser &line) {
    const bool asJson = line.isSet(u"json"_s);
    Report report(asJson ? std::function<void(const CheckResult &)>() : printResult);
    Subject subject;
    bool gitWorks = false;
    try {
        subject = findSubject(report, line.positionalArguments().value(0));
        gitWorks = checkGit(report, subject);
    } catch (const Error &error) {
        report.add({u"git"_s, State::Problem, error.message(), error.hint()});
    }
    checkApplication(report, subject);
    const auto *application = report.find(u"application"_s);
    if (gitWorks && (application == nullptr || application->state != State::Problem)) {
        checkFilling(report, subject);
        checkFetching(report, subject);
    }
    if (asJson) {
        const QByteArray text =
            report.json(QCoreApplication::applicationVersion(), subject.address, QDir::homePath());
        std::fwrite(text.constData(), 1, std::size_t(text.size()), stdout);
    } else {
        printPainted({report.summary()});
    }
    return report.exitCode();
}

} // namespace vouch::cli
