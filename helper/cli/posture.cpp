// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/commands.h"

#include "wire/start.h"

#include <cstdio>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

int posture(const QCommandLineParser &) {
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
