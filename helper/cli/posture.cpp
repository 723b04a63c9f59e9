// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

#include "wire/start.h"

#include <QCommandLineParser>

#include <cstdio>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

int posture(const QStringList &words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Prints the report about this computer, byte for byte as it "
                                     u"is sent to your organization's "
                                     "server at sign-in. Doesn't sign you in or send anything."_s);
    parser.addHelpOption();
    parser.process(QStringList{u"vouch posture"_s} + words);
    if (!parser.positionalArguments().isEmpty())
        parser.showHelp(Usage);

    const auto answer =
        exchange(wire::connectOrStart(wire::runtimePaths()), wire::request("posture").finish());
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    const std::string_view json = answer.value("json");
    std::fwrite(json.data(), 1, json.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
    if (answer.value("sent") == "yes")
        printError(
            u"This report is sent when you sign in. To stop sending it: vouch config set posture false"_s);
    else
        printError(
            u"This report is not sent, so your organization may refuse to sign you in. To send "
            "it: vouch config set posture true"_s);
    return Done;
}

} // namespace vouch::cli
