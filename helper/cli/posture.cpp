// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

#include "wire/start.h"

#include <QCommandLineParser>

#include <cstdio>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

int posture(const QStringList &words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Prints the report about this computer, byte for byte as signing in sends it to your "
        "organisation's server. Signs nobody in and sends nothing."_s);
    parser.addHelpOption();
    parser.process(QStringList{u"vouch posture"_s} + words);
    if (!parser.positionalArguments().isEmpty())
        parser.showHelp(Usage);

    const auto answer =
        converse(wire::connectOrStart(wire::runtimePaths()), wire::request("posture").finish());
    if (const auto failure = wire::failure(answer))
        return complain(*failure);
    const std::string_view json = answer.value("json");
    std::fwrite(json.data(), 1, json.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
    if (answer.value("sent") == "yes")
        complain(u"This is sent when you sign in. To send none: vouch config set posture false"_s);
    else
        complain(u"This is not sent, so your organisation may refuse to sign you in. To send it: "
                 "vouch config set posture true"_s);
    return Done;
}

} // namespace vouch::cli
