// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/posture_text.h"
#include "cli/terminal.h"

#include "wire/start.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

} // namespace

int posture(const QCommandLineParser &line) {
    const auto answer =
        exchange(wire::connectOrStart(wire::runtimePaths()), wire::request("posture").finish());
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    const auto json = QByteArray::fromStdString(std::string(answer.value("json")));
    const auto lines = reportLines(json);
    if (line.isSet(u"json"_s) || !isTerminal(stdout) || lines.isEmpty())
        printJson(json); // byte for byte
    else
        for (const QList<Span> &row : lines)
            printPainted(row);
    if (answer.value("sent") == "yes")
        printError(Strings::tr("This report is sent when you sign in. To stop sending it: vouch "
                               "config set posture false"));
    else
        printError(Strings::tr(
            "This report is not sent, so your organization may refuse to sign you in. To send "
            "it: vouch config set posture true"));
    return Done;
}

} // namespace vouch::cli
